// Ring counts: how many round trips there are
//
// /// circflow
// id       = "ring-counts"
// version  = "1.0.0"
// maturity = "stable"
// question = "How many rings of at most {max_hops} deals are there, by their number of deals?"
// reading  = "Each row counts the rings that round-trips lists. Counts are no measure of money: ten rings of small promises count for more than one of a large promise."
// caveats  = ["A company about which more was collected is in more rings.", "With min_amount, deals without a known amount and those in another currency are left out; with window_days, those without a date."]
// identity = ["hops"]
// tags     = ["structure", "rings"]
// common   = ["as_of", "status", "by", "datasets", "contingent", "without", "min_quality", "joint_ventures", "min_amount", "currency", "new_since", "amounts_from", "rates", "in"]
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
// doc = "Only rings that this company is in; at group level, those of its group."
//
// [params.window_days]
// type = "integer"
// range = [0, 36_500]
// doc = "Only rings of which one deal a hop can be chosen, in date order from some hop on, the last at most so many days after the first; deals without a date are left out."
//
// [returns.hops]
// type = "integer"
// doc = "Number of deals in a ring."
//
// [returns.rings]
// type = "integer"
// doc = "Number of rings with so many."
// ///
CYPHER 25
// ring walk >>>
// One row a ring, as a chain of companies and a type of each hop; `walks` are the ways to go round it, a deal a hop.
OPTIONAL MATCH (named:Company {id: $through})
USING INDEX SEEK named:Company(id)
MATCH (start:Company)
WHERE CASE
  WHEN $through IS NOT NULL THEN CASE $by WHEN 'group' THEN start.group_id = named.group_id ELSE start = named END
  WHEN $new_since IS NULL THEN true
  // Rings with a new deal are walked from those who pay it.
  ELSE EXISTS {
    MATCH (house:Group {id: start.group_id})<-[:PART_OF]-(payer:Company)-[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->(:Company)
    USING INDEX SEEK house:Group(id)
    WHERE deal.begins > $new_since AND ($by = 'group' OR payer = start)
  }
END
WITH *, CASE $by WHEN 'group' THEN start.group_id ELSE start.id END AS home
MATCH REPEATABLE ELEMENTS
  (start) ((payer:Company)
    -[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE
      WHERE ($joint_ventures OR type(deal) <> 'JOINT_VENTURE') AND
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
      AND
      // large enough >>>
      ($min_amount IS NULL OR CASE
        WHEN $amounts IS NULL THEN deal.amount_low >= $min_amount AND ($currency IS NULL OR deal.currency = $currency)
        ELSE $amounts[deal.deal_id].low >= $min_amount
          AND ($currency IS NULL OR $amounts[deal.deal_id].currency = $currency)
      END)
      // <<<
    ]->(payee:Company)-[:PART_OF]->(:Group)<-[:PART_OF]-(next:Company)
    WHERE ($by = 'group' OR next = payee)
      AND ($through IS NOT NULL OR $new_since IS NOT NULL
        OR CASE $by WHEN 'group' THEN payee.group_id ELSE payee.id END >= home)){2,8} (start)
// rings told >>>
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
WHERE $new_since IS NULL OR any(walk IN walks WHERE any(d IN walk WHERE d.begins > $new_since))
// <<<
// rings in window >>>
// With a window, only deals with a date, and only rings of which one deal a hop can be chosen, from some hop on, whose
// earliest dates never fall and whose last is at most that many days after the first.
WITH ring, relationships,
     [walk IN walks WHERE $window_days IS NULL OR all(d IN walk WHERE d.announced_date IS NOT NULL)] AS walks
WHERE any(walk IN walks WHERE $window_days IS NULL OR any(turn IN range(0, size(walk) - 1) WHERE
  walk[turn - 1].begins <= walk[turn].begins + duration({days: $window_days})
  AND all(hop IN range(turn + 1, turn + size(walk) - 1) WHERE
    walk[(hop - 1) % size(walk)].begins <= walk[hop % size(walk)].begins)))
// <<<
RETURN size(ring) AS hops, count(*) AS rings
ORDER BY hops
