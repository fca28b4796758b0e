// Picture: deals as a graph
//
// /// circflow
// id       = "picture"
// version  = "1.0.0"
// maturity = "stable"
// question = "How do {deals} look as a graph?"
// reading  = "One path a deal, drawn by Neo4j Browser; each arrow is the way the money goes."
// identity = ["p"]
// tags     = ["evidence"]
//
// [params.deals]
// type = "list"
// of = "deal"
// required = true
// doc = "Ids of deals."
//
// [returns.p]
// type = "path"
// doc = "Payer, deal, payee."
// ///
CYPHER 25
MATCH p = (:Company)-[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->(:Company)
WHERE deal.deal_id IN $deals
RETURN p
