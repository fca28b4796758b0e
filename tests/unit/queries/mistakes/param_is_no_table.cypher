// A mistake
//
// /// circflow
// id       = "param-is-no-table"
// version  = "1.0.0"
// question = "Which?"
// reading  = "As it stands."
// identity = ["companies"]
//
// [params]
// least = 1
//
// [returns.companies]
// type = "list<string>"
//
// [returns.deals]
// type = "list<string>"
// ///
CYPHER 25
MATCH (a:Company)-[deal]->(b:Company)
WHERE deal.amount_low >= $least
RETURN [a.id, b.id] AS companies, [deal.deal_id] AS deals
// expect: 11: `params.least` must be a table; write [params.least]
// expect: 21: $least is used but not declared; add [params.least] or rename it
