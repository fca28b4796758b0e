// A mistake
//
// /// circflow
// id       = "of-unknown"
// version  = "1.0.0"
// question = "Which?"
// reading  = "As it stands."
// identity = ["companies"]
//
// [params.least]
// type = "string"
// of = "person"
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
// expect: 12: `of` says what a text names, and `person` is not among company, deal, dataset, source
