// A mistake
//
// /// circflow
// id       = "caveats-no-list"
// version  = "1.0.0"
// question = "Which?"
// reading  = "As it stands."
// caveats = "None."
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
// expect: 8: `caveats` must be a list of texts; write caveats = ["…"]
