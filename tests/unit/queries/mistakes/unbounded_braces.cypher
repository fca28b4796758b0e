// A mistake
//
// /// circflow
// id       = "unbounded-braces"
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
MATCH (a:Company)-[deal]->{2,}(b:Company)
WHERE deal.amount_low >= $least
RETURN [a.id, b.id] AS companies, [deal.deal_id] AS deals
// expect: 22: a pattern without an upper bound may never end; give it one, as in {1,6}
