// Unit suspects: figures of one thing that differ as if a unit had slipped
//
// /// circflow
// id       = "unit-suspects"
// version  = "1.0.0"
// question = "Which figures stated for one deal, or one figure of a company, are about 10, 100 or 1,000 times each other?"
// reading  = "The larger figure may be a slip of a unit, or the smaller one. The ratio is a doubt, not a correction: two figures may also speak of different times or parts."
// caveats  = ["Each document's figure is the high that it states, or the low of an 'at least'; vague ones such as 'several billion' are left out, and what belongs to another arrow. Figures that measure different things, such as a year and the whole, are not compared.", "The figure of the deal's row counts as its first source's, where that source has no claim of its own."]
// argued_in = ["Five articles on AI deals hold five such pairs, among them a yearly revenue of OpenAI of 4.3 and of 0.43 billion dollars."]
// identity = ["subject", "currency", "lower", "higher"]
// tags     = ["amounts", "sources"]
// common   = ["datasets", "limit"]
//
// [returns.subject]
// type = "string"
// doc = "Id of the deal, or a company's figure such as openai:revenue."
//
// [returns.currency]
// type = "string"
// doc = "Currency of both figures."
//
// [returns.lower]
// type = "integer"
// doc = "The smaller figure; null where the row of the deal itself notes a doubt."
//
// [returns.higher]
// type = "integer"
// doc = "The larger figure, or the one that is in doubt."
//
// [returns.ratio]
// type = "number"
// doc = "The larger as a multiple of the smaller."
//
// [returns.lower_stated]
// type = "list<string>"
// doc = "Claims that state the smaller figure; a deal's id stands for its row, and the data set stands before an id that several have."
//
// [returns.higher_stated]
// type = "list<string>"
// doc = "Claims that state the larger figure."
//
// [returns.doubt]
// type = "string"
// doc = "The doubt that the row of the deal notes; null for two figures that were compared."
//
// [returns.companies]
// type = "list<string>"
// of = "company"
// doc = "All companies of the row."
//
// [returns.deals]
// type = "list<string>"
// of = "deal"
// doc = "The deal; empty for a company's figure."
// ///
CYPHER 25
CALL () {
  CALL () {
    MATCH (payer:Company)-[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->(payee:Company)
    WHERE ($datasets IS NULL OR deal.dataset IN $datasets)
    MATCH (claim:Claim)-[:ABOUT]->(record:Deal {id: deal.deal_id})
    USING INDEX SEEK record:Deal(id)
    WITH payer, deal, payee, claim, CASE type(deal) WHEN 'BUYS_FROM' THEN 'contract_value' ELSE 'consideration' END AS usual
    RETURN deal.deal_id AS subject, claim.claim_id AS stated, claim AS said,
           coalesce(claim.amount_basis, deal.amount_basis, usual) AS basis,
           [payer.id, payee.id] AS companies, [deal.deal_id] AS deals
    UNION ALL
    MATCH (payer:Company)-[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->(payee:Company)
    WHERE ($datasets IS NULL OR deal.dataset IN $datasets) AND NOT EXISTS {
      MATCH (claim:Claim)-[:ABOUT]->(record:Deal {id: deal.deal_id})
      USING INDEX SEEK record:Deal(id)
      WHERE claim.source_id = deal.sources[0]
    }
    WITH payer, deal, payee, CASE type(deal) WHEN 'BUYS_FROM' THEN 'contract_value' ELSE 'consideration' END AS usual
    RETURN deal.deal_id AS subject, deal.deal_id AS stated, deal AS said, coalesce(deal.amount_basis, usual) AS basis,
           [payer.id, payee.id] AS companies, [deal.deal_id] AS deals
    UNION ALL
    MATCH (claim:Claim)-[:ABOUT]->(company:Company)
    WHERE $datasets IS NULL OR claim.dataset IN $datasets
    // An id is one of its data set: where several data sets have it, they tell the claims apart.
    RETURN claim.subject AS subject, CASE
             WHEN EXISTS {
               (company)<-[:ABOUT]-(other:Claim {claim_id: claim.claim_id, subject: claim.subject})
               WHERE other.dataset <> claim.dataset AND ($datasets IS NULL OR other.dataset IN $datasets)
             } THEN claim.dataset + ':' + claim.claim_id ELSE claim.claim_id END AS stated, claim AS said,
           claim.amount_basis AS basis,
           [company.id] AS companies, [] AS deals
  }
  WITH subject, basis, said.currency AS currency, coalesce(said.amount_high, said.amount_low) AS figure, said, stated,
       companies, deals
  WHERE figure > 0 AND NOT coalesce(said.amount_code, '') IN ['vague_band', 'not_this_edge']
  WITH subject, basis, currency, companies, deals, figure, collect(stated) AS stated
  WITH subject, currency, companies, deals, collect({figure: figure, basis: basis, stated: stated}) AS figures
  UNWIND figures AS less
  UNWIND figures AS more
  WITH *, toFloat(more.figure) / less.figure AS ratio
  // What measures other things is not compared; what does not say what it measures is.
  WHERE coalesce(less.basis = more.basis, true) AND (8 <= ratio <= 12.5 OR 80 <= ratio <= 125 OR 800 <= ratio <= 1250)
  WITH subject, currency, companies, deals, less.figure AS lower, more.figure AS higher, ratio,
       collect(less.stated) AS lows, collect(more.stated) AS highs
  RETURN subject, currency, lower, higher, round(ratio, 2) AS ratio,
         COLLECT { UNWIND lows AS ids UNWIND ids AS id RETURN DISTINCT id ORDER BY id } AS lower_stated,
         COLLECT { UNWIND highs AS ids UNWIND ids AS id RETURN DISTINCT id ORDER BY id } AS higher_stated,
         null AS doubt, companies, deals
  UNION ALL
  MATCH (payer:Company)-[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->(payee:Company)
  WHERE ($datasets IS NULL OR deal.dataset IN $datasets) AND deal.suspect IS NOT NULL
  RETURN deal.deal_id AS subject, deal.currency AS currency, null AS lower,
         coalesce(deal.amount_high, deal.amount_low) AS higher, null AS ratio, [] AS lower_stated,
         [deal.deal_id] AS higher_stated, deal.suspect AS doubt,
         [payer.id, payee.id] AS companies, [deal.deal_id] AS deals
}
RETURN subject, currency, lower, higher, ratio, lower_stated, higher_stated, doubt, companies, deals
ORDER BY subject, currency, lower, higher
LIMIT $limit
