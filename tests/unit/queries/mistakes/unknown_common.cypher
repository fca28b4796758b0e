// A mistake
//
// /// circflow
// id       = "unknown-common"
// version  = "1.0.0"
// question = "Which?"
// reading  = "As it stands."
// common = ["asof"]
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
// expect: 8: there is no common parameter `asof`; there are as_of, status, by, datasets, contingent, without, min_quality, joint_ventures, min_amount, currency, new_since, amounts_from, rates, in, limit
