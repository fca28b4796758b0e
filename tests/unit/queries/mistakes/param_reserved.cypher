// A mistake
//
// /// circflow
// id       = "param-reserved"
// version  = "1.0.0"
// question = "Which?"
// reading  = "As it stands."
// identity = ["companies"]
//
// [params.timeout]
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
WHERE deal.amount_low >= $timeout
RETURN [a.id, b.id] AS companies, [deal.deal_id] AS deals
// expect: 10: `timeout` is an option of every run; choose another name
