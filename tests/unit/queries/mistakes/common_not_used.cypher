// A mistake
//
// /// circflow
// id       = "common-not-used"
// version  = "1.0.0"
// question = "Which?"
// reading  = "As it stands."
// common = ["limit"]
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
RETURN [a.id, b.id] AS companies, [deal.deal_id] AS deals
// expect: 8: `limit` is in `common` but not used; use $limit or leave it out
