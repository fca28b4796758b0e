// Status history: how firm deals were, from when on, and who says so
//
// /// circflow
// id       = "status-history"
// version  = "1.0.0"
// maturity = "stable"
// question = "How did the status of {deals} change, and what does each change replace?"
// reading  = "One row a change, from its date on; a partial date counts from its first day, and the first status stands for the time before it too. A deal without rows has no history: its status of today is taken for every date."
// identity = ["deal", "date", "status"]
// tags     = ["evidence"]
//
// [params.deals]
// type = "list"
// of = "deal"
// required = true
// doc = "Ids of deals."
//
// [returns.deal]
// type = "string"
// of = "deal"
// doc = "Id of the deal."
//
// [returns.date]
// type = "string"
// doc = "From when, with the precision of the source."
//
// [returns.status]
// type = "string"
// doc = "On the ladder from rumoured to closed."
//
// [returns.firm]
// type = "boolean"
// doc = "Whether --status firm takes it."
//
// [returns.supersedes]
// type = "string"
// doc = "Deal or status that this replaces, in the words of the data; null when it replaces none."
//
// [returns.source]
// type = "string"
// doc = "Id of the document that says so; null when none is named."
//
// [returns.title]
// type = "string"
// doc = "Its title."
//
// [returns.url]
// type = "string"
// doc = "Its address; null when it has none."
//
// [returns.publisher]
// type = "string"
// doc = "Who published it; null when unknown."
//
// [returns.quality]
// type = "string"
// doc = "A: filings and own releases; B: editorial reports; C: retold; null when not judged."
// ///
CYPHER 25
UNWIND $deals AS id
MATCH (change:StatusChange)-[:OF]->(d:Deal {id: id})
USING INDEX SEEK d:Deal(id)
OPTIONAL MATCH (source:Source {dataset: change.dataset, source_id: change.source_id})
USING INDEX SEEK source:Source(dataset, source_id)
RETURN d.id AS deal, change.date AS date, change.status AS status, change.firmness >= 3 AS firm,
       change.supersedes AS supersedes, source.source_id AS source, source.title AS title, source.url AS url,
       source.publisher AS publisher, source.quality AS quality
ORDER BY deal, change.dated, date, status
