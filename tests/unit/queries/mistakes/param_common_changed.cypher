// A mistake
//
// /// circflow
// id       = "param-common-changed"
// version  = "1.0.0"
// question = "Which?"
// reading  = "As it stands."
// common = ["limit"]
// identity = ["companies"]
//
// [params.limit]
// range = [1, 10]
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
WHERE deal.amount_low >= $limit
RETURN [a.id, b.id] AS companies, [deal.deal_id] AS deals
// expect: 12: `limit` is a common parameter; a query may set only its default and doc
