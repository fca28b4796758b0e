// Lints Cypher: {schema, queries: [{name, text, parameters}]} on stdin, [{name, line, error, message}] on stdout.
"use strict";
const { lintCypherQuery } = require("@neo4j-cypher/language-support");

const { schema, queries } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const found = queries.flatMap(({ name, text, parameters }) =>
  lintCypherQuery(text, { ...schema, parameters }).diagnostics.map(({ range, severity, message }) => ({
    name,
    line: range.start.line + 1,
    error: severity === 1,
    message,
  })),
);
process.stdout.write(JSON.stringify(found));
