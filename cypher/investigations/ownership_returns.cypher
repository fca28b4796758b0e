// Ownership returns: what a company pays reaches a company that it holds
//
// /// circflow
// id       = "ownership-returns"
// version  = "1.0.0"
// maturity = "stable"
// question = "Which companies buy, through one intermediary, from a company in which they hold a stake?"
// reading  = "The buyer pays the intermediary, the intermediary pays the seller, and the buyer holds a stake in the seller. Only a part of each payment may go on."
// caveats  = ["The intermediary may buy from the seller for other customers as well."]
// argued_in = ["“The Circular Money Trap: how SoftBank and OpenAI”, November 2025: companies of SoftBank pay the venture SB OAI Japan, the venture pays OpenAI for licences, and SoftBank holds OpenAI."]
// identity = ["buyer", "intermediary", "seller"]
// tags     = ["structure", "ownership"]
// common   = ["as_of", "status", "by", "datasets", "contingent", "without", "min_quality", "joint_ventures", "limit"]
//
// [params.joint_ventures]
// default = true
// doc = "Whether a stake in a joint venture counts as ownership."
//
// [returns.buyer]
// type = "string"
// of = "company"
// doc = "Company that pays the intermediary and holds the seller."
//
// [returns.intermediary]
// type = "string"
// of = "company"
// doc = "Company that is paid and pays on."
//
// [returns.seller]
// type = "string"
// of = "company"
// doc = "Company that is paid in the end, held by the buyer."
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
  (buying:Company)-[order:BUYS_FROM]->(reached:Company)-[:PART_OF]->(between:Group)<-[:PART_OF]-(passing:Company)
  -[onward:BUYS_FROM]->(selling:Company)-[:PART_OF]->(sellers:Group)<-[:PART_OF]-(held:Company)
  <-[stake:INVESTS_IN|JOINT_VENTURE]-(holder:Company)-[:PART_OF]->(buyers:Group)<-[:PART_OF]-(buying)
WHERE ($by = 'group' OR (reached = passing AND selling = held AND holder = buying))
  AND ($joint_ventures OR type(stake) <> 'JOINT_VENTURE')
  AND all(deal IN [order, onward, stake] WHERE
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
WITH CASE $by WHEN 'group' THEN buyers.id ELSE buying.id END AS buyer,
     CASE $by WHEN 'group' THEN between.id ELSE reached.id END AS intermediary,
     CASE $by WHEN 'group' THEN sellers.id ELSE selling.id END AS seller,
     [order, onward, stake] AS legs
WHERE buyer <> intermediary AND intermediary <> seller AND buyer <> seller
WITH buyer, intermediary, seller, collect(legs) AS found
RETURN buyer, intermediary, seller,
       any(leg IN range(0, 2) WHERE all(legs IN found WHERE legs[leg].contingent)) AS contingent,
       [buyer, intermediary, seller] AS companies,
       COLLECT { UNWIND found AS legs UNWIND legs AS leg RETURN DISTINCT leg.deal_id AS id ORDER BY id } AS deals
ORDER BY buyer, intermediary, seller
LIMIT $limit
