// A mistake
//
// /// circflow
// id       = "write-alter"
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
WHERE deal.amount_low >= $least
ALTER USER x
RETURN [a.id, b.id] AS companies, [deal.deal_id] AS deals
// expect: 24: ALTER is not allowed, a stored query only reads; if it is a name, use backticks
