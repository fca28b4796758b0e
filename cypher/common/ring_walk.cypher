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
      // <<<
      AND
      // large enough >>>
      // <<<
    ]->(payee:Company)-[:PART_OF]->(:Group)<-[:PART_OF]-(next:Company)
    WHERE ($by = 'group' OR next = payee)
      AND ($through IS NOT NULL OR $new_since IS NOT NULL
        OR CASE $by WHEN 'group' THEN payee.group_id ELSE payee.id END >= home)){2,8} (start)
// rings told >>>
// <<<
WHERE $new_since IS NULL OR any(walk IN walks WHERE any(d IN walk WHERE d.begins > $new_since))
