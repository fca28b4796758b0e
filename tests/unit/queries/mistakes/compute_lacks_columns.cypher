// Several mistakes
//
// /// circflow
// id       = "compute-lacks-columns"
// version  = "1.0.0"
// question = "Which?"
// reading  = "As it stands."
// compute  = "integrated-ownership"
// identity = ["owner", "held"]
// common   = ["limit"]
//
// [params.owner]
// type = "string"
// of = "company"
// doc = "Only what this company owns."
//
// [returns.owner]
// type = "string"
//
// [returns.held]
// type = "string"
//
// [returns.direct_low]
// type = "number"
//
// [returns.direct_high]
// type = "number"
//
// [returns.integrated_low]
// type = "number"
//
// [returns.integrated_high]
// type = "number"
//
// [returns.companies]
// type = "list<string>"
//
// [returns.deals]
// type = "list<string>"
//
// [returns.votes]
// type = "number"
// ///
CYPHER 25
MATCH (a:Company)-[deal:INVESTS_IN]->(b:Company)
RETURN a.id AS owner, b.id AS held, [deal.deal_id] AS deals
// expect: 8: the computation takes `held`, which is not declared; add [params.held]
// expect: 8: the computation gives `controls`; describe it with [returns.controls]
// expect: 41: the computation gives no `votes`; it gives owner, held, direct_low, direct_high, integrated_low, integrated_high, controls, companies, deals
// expect: 46: this computation needs the columns owner, held, low, high, deals; return these
