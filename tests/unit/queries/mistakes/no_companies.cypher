// A mistake
//
// /// circflow
// id       = "no-companies"
// version  = "1.0.0"
// question = "Which?"
// reading  = "As it stands."
// identity = ["deals"]
//
// [params.least]
// type = "integer"
// default = 1
// doc = "Least number."
//
// [returns.deals]
// type = "list<string>"
// ///
CYPHER 25
MATCH (a:Company)-[deal]->(b:Company)
WHERE deal.amount_low >= $least
RETURN [deal.deal_id] AS deals
// expect: 4: an investigation returns `companies`, and this one does not; return the company ids of a row as a list
