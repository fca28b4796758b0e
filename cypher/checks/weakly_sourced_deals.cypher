// Weakly sourced deals: deals that rest on one retold report
//
// /// circflow
// id       = "weakly-sourced-deals"
// version  = "1.0.0"
// question = "Which deals rest on a single document of quality C?"
// reading  = "One document is named, and it retells what others reported. A filing, a release of a party or a report with a name on it would say more."
// caveats  = ["The documents of the row and those of all claims about the deal count together."]
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
// [returns.source]
// type = "string"
// doc = "Id of the one document."
//
// [returns.title]
// type = "string"
// doc = "Its title."
//
// [returns.publisher]
// type = "string"
// doc = "Who published it."
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
WHERE $datasets IS NULL OR deal.dataset IN $datasets
WITH payer, deal, payee,
     COLLECT {
       MATCH (named:Source {dataset: deal.dataset})
       WHERE named.source_id IN coalesce(deal.sources, [])
       RETURN named
       UNION
       MATCH (named:Source)<-[:SAID_IN]-(:Claim)-[:ABOUT]->(record:Deal {id: deal.deal_id})
       USING INDEX SEEK record:Deal(id)
       RETURN named
     } AS documents
WHERE size(documents) = 1 AND documents[0].quality = 'C'
RETURN deal.deal_id AS deal, payer.id AS payer, type(deal) AS relationship, payee.id AS payee,
       documents[0].source_id AS source, documents[0].title AS title, documents[0].publisher AS publisher,
       [payer.id, payee.id] AS companies, [deal.deal_id] AS deals
ORDER BY deal
LIMIT $limit
