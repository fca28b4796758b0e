// A mistake
//
// /// circflow
// id       = "param-used-not-declared"
// version  = "1.0.0"
// question = "Which?"
// reading  = "As it stands."
// identity = ["companies"]
//
// [params.least]
// type = "integer"
// default = 1
// doc = "Least number."
//
// [returns.companies]
// type = "list<string>"
//
// [returns.deals]
// type = "list<string>"
// ///
CYPHER 25
MATCH (a:Company)-[deal]->(b:Company)
WHERE deal.amount_low >= $least AND deal.amount_high >= $most
RETURN [a.id, b.id] AS companies, [deal.deal_id] AS deals
// expect: 23: $most is used but not declared; add [params.most] or rename it
