// Unsourced deals: deals for which no document is named
//
// /// circflow
// id       = "unsourced-deals"
// version  = "1.0.0"
// question = "For which deals is no source named?"
// reading  = "Neither the row of the deal nor a claim about it names a document. The deal may be real all the same; nobody can look it up."
// identity = ["deal"]
// tags     = ["sources"]
// common   = ["datasets", "limit"]
//
// [returns.deal]
// type = "string"
// of = "deal"
// doc = "The deal."
//
// [returns.payer]
// type = "string"
// of = "company"
// doc = "Company that pays."
//
// [returns.relationship]
// type = "string"
// doc = "Its type."
//
// [returns.payee]
// type = "string"
// of = "company"
// doc = "Company that is paid."
//
// [returns.status]
// type = "string"
// doc = "Where it stands."
//
// [returns.file]
// type = "string"
// doc = "File that the row came from."
//
// [returns.line]
// type = "integer"
// doc = "Line of the file."
//
// [returns.companies]
// type = "list<string>"
// of = "company"
// doc = "All companies of the row."
//
// [returns.deals]
// type = "list<string>"
// of = "deal"
// doc = "All deals of the row."
// ///
CYPHER 25
MATCH (payer:Company)-[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->(payee:Company)
WHERE ($datasets IS NULL OR deal.dataset IN $datasets)
  AND coalesce(deal.sources, []) = []
  AND NOT EXISTS {
    MATCH (:Source)<-[:SAID_IN]-(:Claim)-[:ABOUT]->(record:Deal {id: deal.deal_id})
    USING INDEX SEEK record:Deal(id)
  }
RETURN deal.deal_id AS deal, payer.id AS payer, type(deal) AS relationship, payee.id AS payee, deal.status AS status,
       deal.file AS file, deal.line AS line, [payer.id, payee.id] AS companies, [deal.deal_id] AS deals
ORDER BY deal
LIMIT $limit
