// A mistake
//
// /// circflow
// id       = "param-at-most-of-none"
// version  = "1.0.0"
// question = "Which?"
// reading  = "As it stands."
// identity = ["companies"]
//
// [params.since]
// type = "date"
// at_most = "most"
// doc = "First day."
//
// [params.most]
// type = "integer"
// doc = "Largest amount."
//
// [returns.companies]
// type = "list<string>"
//
// [returns.deals]
// type = "list<string>"
// ///
CYPHER 25
MATCH (a:Company)-[deal]->(b:Company)
WHERE deal.begins >= $since AND deal.amount_low <= $most
RETURN [a.id, b.id] AS companies, [deal.deal_id] AS deals
// expect: 12: `at_most` names an integer, number or date of the same type, and `most` is none
