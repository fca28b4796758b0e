// A mistake
//
// /// circflow
// id       = "example-out-of-range"
// version  = "1.0.0"
// question = "Which?"
// reading  = "As it stands."
// identity = ["companies"]
//
// [params.least]
// type = "integer"
// range = [1, 9]
// required = true
// example = 12
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
// expect: 14: the example of `least` must be from 1 to 9, and 12 is not
