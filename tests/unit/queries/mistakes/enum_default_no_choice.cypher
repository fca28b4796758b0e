// A mistake
//
// /// circflow
// id       = "enum-default-no-choice"
// version  = "1.0.0"
// question = "Which?"
// reading  = "As it stands."
// identity = ["companies"]
//
// [params.least]
// type = "enum"
// choices = ["a", "b"]
// default = "c"
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
// expect: 13: the default of `least` must be a or b, and 'c' is not
