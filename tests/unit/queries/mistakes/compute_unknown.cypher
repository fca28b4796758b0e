// A mistake
//
// /// circflow
// id       = "compute-unknown"
// version  = "1.0.0"
// question = "Which?"
// reading  = "As it stands."
// compute  = "circulations"
// identity = ["companies"]
//
// [returns.companies]
// type = "list<string>"
//
// [returns.deals]
// type = "list<string>"
// ///
CYPHER 25
MATCH (a:Company)-[deal]->(b:Company)
RETURN [a.id, b.id] AS companies, [deal.deal_id] AS deals
// expect: 8: there is no computation `circulations`; there are circulation, clearing, integrated-ownership, knock-out, money-back, more-than-chance, outside-share, net-positions
