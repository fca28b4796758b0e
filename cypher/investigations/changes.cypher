// Changes: what appeared or went between two days
//
// /// circflow
// id       = "changes"
// version  = "1.0.0"
// maturity = "stable"
// question = "What appeared or went between {since} and {until}: rings, shared owners, deals?"
// reading  = "Each row is a ring, a pair with an owner in common, or a deal that is there on one of the two days only; or whose deals were firm on one of the two only, by their own history of statuses. It compares two days: what came and went again between them is in no row."
// caveats  = ["A deal without a date counts as begun before every day, one without an end as still there.", "Only an end date ends a deal. A status such as lapsed or terminated weakens it, where a history of statuses says when.", "A change in the data is a change in what is known: announcements are dated, not the money."]
// argued_in = ["“Amazon negotiates up to 50 billion dollars for OpenAI”, February 2026: deals still under negotiation, which a later day finds agreed."]
// identity = ["what", "item"]
// tags     = ["structure", "rings", "ownership", "time"]
// common   = ["status", "by", "datasets", "contingent", "without", "min_quality", "joint_ventures", "limit"]
//
// [params.since]
// type = "date"
// required = true
// example = "2025-09-30"
// at_most = "until"
// doc = "The earlier of the two days."
//
// [params.until]
// type = "date"
// required = true
// example = "2026-03-01"
// doc = "The later one."
//
// [params.max_hops]
// type = "integer"
// default = 4
// range = [2, 8]
// doc = "Longest ring, in deals."
//
// [params.min_purchases]
// type = "integer"
// default = 0
// range = [0, 8]
// doc = "Least number of purchases in a ring; 1 leaves out rings made of investments alone."
//
// [params.through]
// type = "string"
// of = "company"
// example = "openai"
// doc = "Only what this company is in; at group level, what its group is in."
//
// [params.joint_ventures]
// doc = "Whether a stake in a joint venture counts in rings; among owners and deals it always does."
//
// [returns.what]
// type = "string"
// doc = "ring, shared owner or deal."
//
// [returns.item]
// type = "string"
// doc = "The ring as round-trips has it, the purchase and the owner as shared-owner-customers has them, or the deal's id."
//
// [returns.change]
// type = "string"
// doc = "appeared, ended; or firmed, weakened where a history of statuses says so."
//
// [returns.because_of]
// type = "list<string>"
// of = "deal"
// doc = "The deals that made the change: of each step that none of its deals takes on both days, those that take it on one."
//
// [returns.companies]
// type = "list<string>"
// of = "company"
// doc = "All companies of the row."
//
// [returns.deals]
// type = "list<string>"
// of = "deal"
// doc = "All deals of the row, on either day."
// ///
CYPHER 25
UNWIND [0, 1] AS at
WITH at, [$since, $until][at] AS day
CALL (day) {
  // plain ring walk on day >>>
  // The walk without the options that pick rings: one row a ring, as a chain of companies and a type of each hop; `walks`
  // are the ways to go round it, a deal a hop.
  OPTIONAL MATCH (named:Company {id: $through})
  USING INDEX SEEK named:Company(id)
  MATCH (start:Company)
  WHERE $through IS NULL OR CASE $by WHEN 'group' THEN start.group_id = named.group_id ELSE start = named END
  WITH *, CASE $by WHEN 'group' THEN start.group_id ELSE start.id END AS home
  MATCH REPEATABLE ELEMENTS
    (start) ((payer:Company)
      -[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE
        WHERE ($joint_ventures OR type(deal) <> 'JOINT_VENTURE') AND
        // deal counts on day >>>
        (day IS NULL OR (deal.begins <= day AND deal.ends >= day))
        AND ($status = 'all' OR 3 <= CASE
          WHEN day IS NULL OR deal.status_dates IS NULL THEN deal.firmness
          ELSE deal.status_firmness[size([entry IN deal.status_dates WHERE entry <= day]) - 1]
        END)
        AND ($datasets IS NULL OR deal.dataset IN $datasets)
        AND ($contingent OR NOT deal.contingent)
        AND ($min_quality = 'C' OR deal.quality <= $min_quality)
        AND ($without = [] OR NOT (deal.deal_id IN $without OR any(party IN [startNode(deal), endNode(deal)]
          WHERE party.id IN $without OR ($by = 'group' AND party.group_id IN $without))))
        // <<<
      ]->(payee:Company)-[:PART_OF]->(:Group)<-[:PART_OF]-(next:Company)
      WHERE ($by = 'group' OR next = payee)
        AND ($through IS NOT NULL OR CASE $by WHEN 'group' THEN payee.group_id ELSE payee.id END >= home)){2,8} (start)
  // rings told on day >>>
  // No company twice, and no step after home. The walk is pruned as it grows, which a test after it would not do.
  WHERE allReduce(
    seen = [], node IN payee |
    CASE
      WHEN home IN seen OR CASE $by WHEN 'group' THEN node.group_id ELSE node.id END IN seen THEN seen + null
      ELSE seen + CASE $by WHEN 'group' THEN node.group_id ELSE node.id END
    END,
    all(id IN seen WHERE id IS NOT NULL) AND (size(seen) < $max_hops OR seen[-1] = home)
  )
  WITH [home] + [node IN payee[..-1] | CASE $by WHEN 'group' THEN node.group_id ELSE node.id END] AS ring,
       [hop IN deal | type(hop)] AS relationships, deal AS walk
  WHERE size([kind IN relationships WHERE kind = 'BUYS_FROM']) >= $min_purchases
  // A ring is told from its smallest id; the walk begins there too, unless it begins at a company that was asked for.
  WITH *, reduce(at = 0, hop IN range(1, size(ring) - 1) | CASE WHEN ring[hop] < ring[at] THEN hop ELSE at END) AS at
  WITH ring[at..] + ring[..at] AS ring, relationships[at..] + relationships[..at] AS relationships,
       collect(walk[at..] + walk[..at]) AS walks
  // <<<
  // <<<
  RETURN 'ring' AS what, ring AS companies, [hop IN range(0, size(ring) - 1) | [walk IN walks | walk[hop]]] AS legs,
         reduce(text = '' + ring[0], hop IN range(1, size(ring)) |
                text + ' ' + relationships[hop - 1] + ' ' + ring[hop % size(ring)]) AS item
UNION ALL
  MATCH REPEATABLE ELEMENTS
    (buying:Company)-[purchase:BUYS_FROM]->(selling:Company)-[:PART_OF]->(sellers:Group)<-[:PART_OF]-(held:Company)
    <-[stake:INVESTS_IN|JOINT_VENTURE]-(holder:Company)-[:PART_OF]->(owners:Group)<-[:PART_OF]-(holding:Company)
    -[interest:INVESTS_IN|JOINT_VENTURE]->(invested:Company)-[:PART_OF]->(buyers:Group)<-[:PART_OF]-(buying)
  WHERE ($by = 'group' OR (selling = held AND holder = holding AND invested = buying))
    AND all(deal IN [purchase, stake, interest] WHERE
      // deal counts on day >>>
      (day IS NULL OR (deal.begins <= day AND deal.ends >= day))
      AND ($status = 'all' OR 3 <= CASE
        WHEN day IS NULL OR deal.status_dates IS NULL THEN deal.firmness
        ELSE deal.status_firmness[size([entry IN deal.status_dates WHERE entry <= day]) - 1]
      END)
      AND ($datasets IS NULL OR deal.dataset IN $datasets)
      AND ($contingent OR NOT deal.contingent)
      AND ($min_quality = 'C' OR deal.quality <= $min_quality)
      AND ($without = [] OR NOT (deal.deal_id IN $without OR any(party IN [startNode(deal), endNode(deal)]
        WHERE party.id IN $without OR ($by = 'group' AND party.group_id IN $without))))
      // <<<
    )
  WITH CASE $by WHEN 'group' THEN [buyers.id, sellers.id, owners.id] ELSE [buying.id, selling.id, holder.id] END AS ids,
       [purchase, stake, interest] AS legs
  WHERE ids[0] <> ids[1] AND NOT ids[2] IN ids[..2]
  WITH ids, collect(legs) AS found
  RETURN 'shared owner' AS what, ids AS companies, [leg IN [0, 1, 2] | [legs IN found | legs[leg]]] AS legs,
         ids[0] + ' BUYS_FROM ' + ids[1] + ', owner ' + ids[2] AS item
UNION ALL
  MATCH (payer:Company)-[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->(payee:Company)
  WHERE
    // deal counts on day >>>
    (day IS NULL OR (deal.begins <= day AND deal.ends >= day))
    AND ($status = 'all' OR 3 <= CASE
      WHEN day IS NULL OR deal.status_dates IS NULL THEN deal.firmness
      ELSE deal.status_firmness[size([entry IN deal.status_dates WHERE entry <= day]) - 1]
    END)
    AND ($datasets IS NULL OR deal.dataset IN $datasets)
    AND ($contingent OR NOT deal.contingent)
    AND ($min_quality = 'C' OR deal.quality <= $min_quality)
    AND ($without = [] OR NOT (deal.deal_id IN $without OR any(party IN [startNode(deal), endNode(deal)]
      WHERE party.id IN $without OR ($by = 'group' AND party.group_id IN $without))))
    // <<<
    AND ($by = 'company' OR payer.group_id <> payee.group_id)
  RETURN 'deal' AS what,
         CASE $by WHEN 'group' THEN [payer.group_id, payee.group_id] ELSE [payer.id, payee.id] END AS companies,
         [[deal]] AS legs, deal.deal_id AS item
}
// How a deal stands on each day: 0 not there, 1 not firm yet, 2 over by its status, 3 firm.
WITH what, item, companies, collect({at: at, legs: [leg IN legs | [deal IN leg | {id: deal.deal_id, stands:
  [day IN [$since, $until] | CASE
    WHEN deal.begins > day OR deal.ends < day THEN 0
    ELSE CASE coalesce(deal.status_words[size([entry IN deal.status_dates WHERE entry <= day]) - 1], deal.status)
      WHEN IN ['rumoured', 'negotiating', 'loi', 'planned', 'conditional'] THEN 1
      WHEN IN ['lapsed', 'terminated', 'exited', 'defaulted', 'ended'] THEN 2
      ELSE 3 END
  END]}]]}) AS days
WHERE $through IS NULL OR EXISTS {
  MATCH (named:Company {id: $through})
  USING INDEX SEEK named:Company(id)
  WHERE CASE $by WHEN 'group' THEN named.group_id ELSE named.id END IN companies
}
WITH *, [at IN [0, 1] | [one IN days WHERE one.at = at | one.legs][0]] AS ways,
     // What is there on both days can still be firm on one only.
     CASE WHEN size(days) = 2 THEN 3 WHEN $status = 'firm' THEN 2 ELSE 1 END AS least
WITH *, [at IN [0, 1] | ways[at] IS NOT NULL
         AND all(leg IN ways[at] WHERE any(deal IN leg WHERE deal.stands[at] >= least))] AS reached
WHERE reached[0] <> reached[1]
WITH *, CASE WHEN reached[1] THEN 1 ELSE 0 END AS at
WITH *, [leg IN ways[at] WHERE none(deal IN leg WHERE deal.stands[1 - at] >= least)
         | [deal IN leg WHERE deal.stands[at] >= least]] AS causes
WITH *, all(leg IN causes WHERE any(deal IN leg WHERE deal.stands[at] = 3 AND deal.stands[1 - at] > 0)) AS by_status
WHERE by_status OR least < 3
RETURN what, item, CASE WHEN by_status THEN ['weakened', 'firmed'] ELSE ['ended', 'appeared'] END[at] AS change,
       COLLECT { UNWIND causes AS leg UNWIND leg AS deal RETURN DISTINCT deal.id AS id ORDER BY id } AS because_of,
       companies, COLLECT {
         UNWIND days AS one UNWIND one.legs AS leg UNWIND leg AS deal RETURN DISTINCT deal.id AS id ORDER BY id
       } AS deals
ORDER BY what = 'deal', what, item
LIMIT $limit
