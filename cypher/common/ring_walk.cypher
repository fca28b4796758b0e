// One row a ring, as a chain of companies and a type of each hop; `walks` are the ways to go round it, a deal a hop.
OPTIONAL MATCH (named:Company {id: $through})
MATCH (start:Company)
WHERE $through IS NULL OR CASE $by WHEN 'group' THEN start.group_id = named.group_id ELSE start = named END
WITH *, CASE $by WHEN 'group' THEN start.group_id ELSE start.id END AS home
MATCH REPEATABLE ELEMENTS
  (start) ((payer:Company)
    -[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE
      WHERE ($joint_ventures OR type(deal) <> 'JOINT_VENTURE') AND
      // deal counts >>>
      // <<<
    ]->(payee:Company)-[:PART_OF]->(:Group)<-[:PART_OF]-(next:Company)
    WHERE ($by = 'group' OR next = payee)
      AND ($through IS NOT NULL OR CASE $by WHEN 'group' THEN payee.group_id ELSE payee.id END >= home)){2,8} (start)
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
// A ring is told from its smallest id; the walk begins there too, unless it begins at the company that was named.
WITH *, reduce(at = 0, hop IN range(1, size(ring) - 1) | CASE WHEN ring[hop] < ring[at] THEN hop ELSE at END) AS at
WITH ring[at..] + ring[..at] AS ring, relationships[at..] + relationships[..at] AS relationships,
     collect(walk[at..] + walk[..at]) AS walks
