// A mistake
//
// /// circflow
// id       = "param-not-snake-case"
// version  = "1.0.0"
// question = "Which?"
// reading  = "As it stands."
// identity = ["companies"]
//
// [params.Least]
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
WHERE deal.amount_low >= $Least
RETURN [a.id, b.id] AS companies, [deal.deal_id] AS deals
// expect: 10: `Least` is not in snake_case; write it in lower case with `_` between words
