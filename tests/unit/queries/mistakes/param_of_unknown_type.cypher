// A mistake
//
// /// circflow
// id       = "param-of-unknown-type"
// version  = "1.0.0"
// question = "Which?"
// reading  = "As it stands."
// identity = ["companies"]
//
// [params.least]
// type = "int"
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
// expect: 11: `int` is no type of parameter; there are integer, number, date, boolean, string, enum, rates, outside, list, shares
