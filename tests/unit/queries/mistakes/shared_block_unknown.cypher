// A mistake
//
// /// circflow
// id       = "shared-block-unknown"
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
MATCH (a:Company)-[deal]->(b:Company)
WHERE deal.amount_low >= $least AND (
  // deal count >>>
  deal.firmness > 2
  // <<<
)
RETURN [a.id, b.id] AS companies, [deal.deal_id] AS deals
// expect: 24: there is no shared block `deal count`; there are agreement amounts, chain amounts, claims compared, claims of deal, deal counts, large enough, last day, money arcs, plain ring walk, ring walk, rings in window, rings told
