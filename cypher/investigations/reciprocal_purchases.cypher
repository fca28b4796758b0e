// Reciprocal purchases: two companies buy from each other
//
// /// circflow
// id       = "reciprocal-purchases"
// version  = "1.0.0"
// maturity = "stable"
// question = "Which companies buy from each other?"
// reading  = "Both companies are customer and supplier of each other. Swaps and mutual supply are common in ordinary business."
// caveats  = ["Deals may lie years apart; see their dates."]
// argued_in = [
//   "“The real reason why billions go into AI”, October 2025: compares today's deals with the swaps of network capacity around the year 2000.",
//   "Qwest and Global Crossing, 2001: capacity bought from each other.",
//   "Global Crossing and Velocita, 2001: the same shape, looked into without a finding. The shape alone decides nothing.",
// ]
// identity = ["first", "second"]
// tags     = ["structure", "purchases"]
// common   = ["as_of", "status", "by", "datasets", "contingent", "without", "min_quality", "limit"]
//
// [returns.first]
// type = "string"
// of = "company"
// doc = "Company with the smaller id."
//
// [returns.second]
// type = "string"
// of = "company"
// doc = "The other company."
//
// [returns.contingent]
// type = "boolean"
// doc = "Whether some leg rests on guarantees or backstops alone."
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
MATCH REPEATABLE ELEMENTS
  (buying:Company)-[there:BUYS_FROM]->(selling:Company)-[:PART_OF]->(others:Group)<-[:PART_OF]-(returning:Company)
  -[back:BUYS_FROM]->(reached:Company)-[:PART_OF]->(ones:Group)<-[:PART_OF]-(buying)
WHERE ($by = 'group' OR (selling = returning AND reached = buying))
  AND all(deal IN [there, back] WHERE
    // deal counts >>>
    ($as_of IS NULL OR (deal.begins <= $as_of AND deal.ends >= $as_of))
    AND ($status = 'all' OR 3 <= CASE
      WHEN $as_of IS NULL OR deal.status_dates IS NULL THEN deal.firmness
      ELSE deal.status_firmness[size([entry IN deal.status_dates WHERE entry <= $as_of]) - 1]
    END)
    AND ($datasets IS NULL OR deal.dataset IN $datasets)
    AND ($contingent OR NOT deal.contingent)
    AND ($min_quality = 'C' OR deal.quality <= $min_quality)
    AND ($without = [] OR NOT (deal.deal_id IN $without OR any(party IN [startNode(deal), endNode(deal)]
      WHERE party.id IN $without OR ($by = 'group' AND party.group_id IN $without))))
    // <<<
  )
WITH CASE $by WHEN 'group' THEN ones.id ELSE buying.id END AS first,
     CASE $by WHEN 'group' THEN others.id ELSE selling.id END AS second,
     [there, back] AS legs
WHERE first < second
WITH first, second, collect(legs) AS found
RETURN first, second,
       any(leg IN range(0, 1) WHERE all(legs IN found WHERE legs[leg].contingent)) AS contingent,
       [first, second] AS companies,
       COLLECT { UNWIND found AS legs UNWIND legs AS leg RETURN DISTINCT leg.deal_id AS id ORDER BY id } AS deals
ORDER BY first, second
LIMIT $limit
