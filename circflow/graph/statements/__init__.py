"""The statements that write: constants, and the names of our own columns. Data travels as parameters, never as text.

What is looked up by an id names the index, and that it is to be sought in: while a database is empty or changes fast,
the server takes any other way for as good, even going through the whole index, and then looks at everything once for
each id. For the same reason a relationship is only looked for between two nodes that are found already: for a company
of which one knows that it is part of some group, the server may go through all groups. Only data sets are few.
"""
