// Headline sums: parts that do not add up to their headline
//
// /// circflow
// id       = "headline-sums"
// version  = "1.0.0"
// question = "For which agreements do the parts add up to more, or to less, than the headline says?"
// reading  = "Even with every range read in its favour, the sum of the parts cannot be the headline's amount. A part may be missing, counted twice, or belong to another agreement."
// caveats  = ["Parts are the deals of the agreement that are marked as tranches, of whatever payer, or the tranches of a single deal.", "Parts in another currency than the headline are not compared. A part without an amount leaves the sum open above."]
// argued_in = ["“Amazon negotiates up to 50 billion dollars for OpenAI”, February 2026: 50 billion dollars are 15 and 35, and never 100 in all."]
// identity = ["deal", "parts_are"]
// tags     = ["amounts"]
// common   = ["datasets", "limit"]
//
// [returns.deal]
// type = "string"
// of = "deal"
// doc = "The headline."
//
// [returns.parts_are]
// type = "string"
// doc = "deals or tranches."
//
// [returns.difference]
// type = "string"
// doc = "above, when the parts are more than the headline; below, when they are less."
//
// [returns.currency]
// type = "string"
// doc = "Currency of all amounts."
//
// [returns.headline_low]
// type = "integer"
// doc = "Low of the headline."
//
// [returns.headline_high]
// type = "integer"
// doc = "High of the headline; null when it is open."
//
// [returns.parts_low]
// type = "integer"
// doc = "Sum of the lows of its parts."
//
// [returns.parts_high]
// type = "integer"
// doc = "Sum of their highs; null when one is open."
//
// [returns.part_count]
// type = "integer"
// doc = "Number of parts."
//
// [returns.companies]
// type = "list<string>"
// of = "company"
// doc = "All companies of the row."
//
// [returns.deals]
// type = "list<string>"
// of = "deal"
// doc = "The headline and its parts."
// ///
CYPHER 25
CALL () {
  MATCH (payer:Company)-[whole:INVESTS_IN|BUYS_FROM|JOINT_VENTURE {rollup: 'headline'}]->(payee:Company)
  MATCH (parts:Company)-[part:INVESTS_IN|BUYS_FROM|JOINT_VENTURE {rollup: 'tranche'}]->(payee)
  WHERE type(part) = type(whole) AND part.deal_group = whole.deal_group AND part.dataset = whole.dataset
    AND part.amount_code <> 'not_this_edge'
  WITH payer, payee, whole, collect({low: part.amount_low, high: part.amount_high, currency: part.currency}) AS amounts,
       collect(part.deal_id) AS ids, collect(parts.id) AS payers
  RETURN whole, 'deals' AS parts_are, amounts, [payer.id, payee.id] + payers AS companies,
         [whole.deal_id] + ids AS deals
  UNION ALL
  MATCH (payer:Company)-[whole:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->(payee:Company)
  MATCH (record:Deal {id: whole.deal_id})<-[:OF]-(part:Tranche)
  USING INDEX SEEK record:Deal(id)
  WITH payer, payee, whole, collect({low: part.amount_low, high: part.amount_high, currency: part.currency}) AS amounts
  RETURN whole, 'tranches' AS parts_are, amounts, [payer.id, payee.id] AS companies, [whole.deal_id] AS deals
}
WITH *
WHERE ($datasets IS NULL OR whole.dataset IN $datasets)
  AND whole.amount_low IS NOT NULL AND whole.amount_code <> 'not_this_edge'
  AND all(part IN amounts WHERE coalesce(part.currency, whole.currency) = whole.currency)
WITH whole, parts_are, amounts, companies, deals,
     reduce(sum = 0, part IN amounts | sum + coalesce(part.low, 0)) AS parts_low,
     CASE WHEN all(part IN amounts WHERE part.high IS NOT NULL)
       THEN reduce(sum = 0, part IN amounts | sum + part.high) END AS parts_high
WHERE parts_low > whole.amount_high OR parts_high < whole.amount_low
RETURN whole.deal_id AS deal, parts_are,
       CASE WHEN parts_low > whole.amount_high THEN 'above' ELSE 'below' END AS difference, whole.currency AS currency,
       whole.amount_low AS headline_low, whole.amount_high AS headline_high, parts_low, parts_high,
       size(amounts) AS part_count, COLLECT { UNWIND companies AS id RETURN DISTINCT id ORDER BY id } AS companies,
       COLLECT { UNWIND deals AS id RETURN DISTINCT id ORDER BY id } AS deals
ORDER BY deal, parts_are
LIMIT $limit
