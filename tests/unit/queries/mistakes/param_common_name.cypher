// A mistake
//
// /// circflow
// id       = "param-common-name"
// version  = "1.0.0"
// question = "Which?"
// reading  = "As it stands."
// identity = ["companies"]
//
// [params.limit]
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
WHERE deal.amount_low >= $limit
RETURN [a.id, b.id] AS companies, [deal.deal_id] AS deals
// expect: 10: `limit` is a common parameter; list it in `common`, or choose another name
