// Unpriced deals: deals without any amount
//
// /// circflow
// id       = "unpriced-deals"
// version  = "1.0.0"
// question = "Which deals have no amount of their own?"
// reading  = "The row of the deal states no amount; where a document states one all the same, claims_priced counts it. Such a deal makes a ring's money unknown, and no sum includes it."
// caveats  = ["Deals whose amount belongs to another arrow are left out.", "A part may be without an amount because only the whole agreement has one: see the headline."]
// identity = ["deal"]
// tags     = ["amounts"]
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
// [returns.kind]
// type = "string"
// doc = "Kind of the deal."
//
// [returns.capacity]
// type = "string"
// doc = "A quantity that is not money, where one is told."
//
// [returns.headline]
// type = "string"
// of = "deal"
// doc = "A priced deal of the same agreement; null when there is none."
//
// [returns.claims_priced]
// type = "integer"
// doc = "Number of claims that state an amount all the same."
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
  AND deal.amount_low IS NULL AND deal.amount_high IS NULL AND deal.amount_code <> 'not_this_edge'
RETURN deal.deal_id AS deal, payer.id AS payer, type(deal) AS relationship, payee.id AS payee, deal.deal_kind AS kind,
       deal.capacity AS capacity,
       COLLECT {
         MATCH (payer)-[whole:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->(payee)
         WHERE type(whole) = type(deal) AND whole.deal_group = deal.deal_group AND whole.dataset = deal.dataset
           AND whole.rollup = 'headline' AND whole.amount_low IS NOT NULL
         RETURN whole.deal_id AS id ORDER BY id
       }[0] AS headline,
       COUNT {
         MATCH (record:Deal {id: deal.deal_id})<-[:ABOUT]-(claim:Claim)
         USING INDEX SEEK record:Deal(id)
         WHERE claim.amount_low IS NOT NULL
       } AS claims_priced,
       [payer.id, payee.id] AS companies, [deal.deal_id] AS deals
ORDER BY deal
LIMIT $limit
