// Joint ventures: who founded them, and what they trade with their parents
//
// /// circflow
// id       = "joint-ventures"
// version  = "1.0.0"
// maturity = "stable"
// question = "Which ventures exist, who founded them, and what do they trade with their parents?"
// reading  = "One row a venture, trading or not. It buys from the parents, or sells to them, as far as purchases between them are loaded."
// caveats  = ["A parent whose share in the venture is not loaded is not among its parents.", "At group level a parent is the group that its company belongs to, and its stake that of one deal of a member, not the sum over the group."]
// argued_in = ["“The Circular Money Trap: how SoftBank and OpenAI”, November 2025: SoftBank and OpenAI own SB OAI Japan by halves, and it trades with both."]
// identity = ["venture"]
// tags     = ["structure", "ownership"]
// common   = ["as_of", "status", "by", "datasets", "contingent", "without", "min_quality", "limit"]
//
// [returns.venture]
// type = "string"
// of = "company"
// doc = "The joint venture."
//
// [returns.parents]
// type = "list<string>"
// of = "company"
// doc = "Who founded it, in the order of their ids."
//
// [returns.stakes]
// type = "list<number>"
// doc = "Percent that each parent holds, in the order of parents: the one stated by the latest of its deals that states one; null when none does."
//
// [returns.buys_from_parents]
// type = "list<string>"
// of = "company"
// doc = "The parents from which it buys."
//
// [returns.sells_to_parents]
// type = "list<string>"
// of = "company"
// doc = "The parents that buy from it."
//
// [returns.companies]
// type = "list<string>"
// of = "company"
// doc = "The venture and its parents."
//
// [returns.deals]
// type = "list<string>"
// of = "deal"
// doc = "The shares of the parents in the venture, and the purchases."
// ///
CYPHER 25
MATCH (founder:Company)-[deal:JOINT_VENTURE]->(founded:Company)
WHERE
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
MATCH (founder)-[:PART_OF]->(founders:Group)
MATCH (founded)-[:PART_OF]->(own:Group)
WITH CASE $by WHEN 'group' THEN own ELSE founded END AS venture,
     CASE $by WHEN 'group' THEN founders ELSE founder END AS parent,
     own, founders, deal AS share
WHERE venture <> parent
WITH venture, parent, own, founders, collect(share) AS shares
CALL (venture, parent, own, founders) {
  MATCH (own)<-[:PART_OF]-(one:Company)-[deal:BUYS_FROM]-(other:Company)-[:PART_OF]->(founders)
  WHERE ($by = 'group' OR (one = venture AND other = parent))
    AND
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
  RETURN count(CASE WHEN startNode(deal) = one THEN 1 END) > 0 AS buys,
         count(CASE WHEN startNode(deal) = other THEN 1 END) > 0 AS sells, collect(deal) AS trade
}
WITH venture, {
  id: parent.id, buys: buys, sells: sells, deals: shares + trade,
  stake: COLLECT {
    UNWIND shares AS d WITH d WHERE d.stake_pct IS NOT NULL RETURN d.stake_pct ORDER BY d.begins DESC, d.deal_id DESC
  }[0]
} AS parent
ORDER BY parent.id
WITH venture.id AS venture, collect(parent) AS found
RETURN venture, [p IN found | p.id] AS parents, [p IN found | p.stake] AS stakes,
       [p IN found WHERE p.buys | p.id] AS buys_from_parents,
       [p IN found WHERE p.sells | p.id] AS sells_to_parents,
       [venture] + [p IN found | p.id] AS companies,
       COLLECT { UNWIND found AS p UNWIND p.deals AS d RETURN d.deal_id AS id ORDER BY id } AS deals
ORDER BY venture
LIMIT $limit
