// A mistake
//
// /// circflow
// id       = "write-in-transactions"
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
CALL (a) { RETURN 1 AS one } IN 10 TRANSACTIONS OF 5 ROWS
RETURN [a.id, b.id] AS companies, [deal.deal_id] AS deals
// expect: 24: a stored query runs in one transaction; leave out IN TRANSACTIONS
