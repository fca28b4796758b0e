// Ownership chains: who holds whom, through whom
//
// /// circflow
// id       = "ownership-chains"
// version  = "1.0.0"
// maturity = "stable"
// question = "Who holds whom through whom, in at most {max_steps} steps?"
// reading  = "One row a chain of stakes in which no company stands twice. The stakes of the steps are not multiplied: in a circle of holdings the product is wrong, and a stake says nothing of votes."
// caveats  = ["A stake is what one deal stated on its day; later rounds may have made it smaller.", "Acquisitions, loans and warrants are stakes here as far as they are stored as investments; see each with evidence.", "At group level a stake is that of one deal of a member, not the sum over the group."]
// identity = ["chain"]
// tags     = ["ownership"]
// common   = ["as_of", "status", "by", "datasets", "contingent", "without", "min_quality", "joint_ventures", "limit"]
//
// [params.max_steps]
// type = "integer"
// default = 4
// range = [1, 4]
// doc = "Longest chain, in steps."
//
// [params.owner]
// type = "string"
// of = "company"
// example = "nvidia"
// doc = "Only chains that begin with this company; at group level, with its group."
//
// [params.held]
// type = "string"
// of = "company"
// example = "openai"
// doc = "Only chains that end with this company; at group level, with its group."
//
// [params.joint_ventures]
// default = true
// doc = "Whether a stake in a joint venture counts as ownership."
//
// [returns.owner]
// type = "string"
// of = "company"
// doc = "First of the chain."
//
// [returns.held]
// type = "string"
// of = "company"
// doc = "Last of the chain."
//
// [returns.chain]
// type = "list<string>"
// of = "company"
// doc = "Company ids from the owner to the company held."
//
// [returns.stakes]
// type = "list<number>"
// doc = "Percent of each step: the one stated by the latest of its deals that states one; null when none does."
//
// [returns.companies]
// type = "list<string>"
// of = "company"
// doc = "All companies of the chain."
//
// [returns.deals]
// type = "list<string>"
// of = "deal"
// doc = "The deals of all steps, step after step."
// ///
CYPHER 25
OPTIONAL MATCH (holder:Company {id: $owner})-[:PART_OF]->(owners:Group)
USING INDEX SEEK holder:Company(id)
OPTIONAL MATCH (holding:Company {id: $held})-[:PART_OF]->(held:Group)
USING INDEX SEEK holding:Company(id)
MATCH REPEATABLE ELEMENTS
  (top:Group WHERE $owner IS NULL OR top = owners) ((:Group)<-[:PART_OF]-(:Company)
    -[deal:INVESTS_IN|JOINT_VENTURE
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
    ]->(:Company)-[:PART_OF]->(:Group)){1,4} (bottom:Group WHERE $held IS NULL OR bottom = held)
// No company twice, and each step begins where the one before ended. The walk is pruned as it grows.
WHERE allReduce(
  seen = [], step IN deal |
  CASE
    WHEN seen = [] AND $by = 'group' THEN [startNode(step).group_id]
    WHEN seen = [] THEN [startNode(step).id]
    WHEN $by = 'company' AND startNode(step).id <> seen[-1] THEN [null]
    ELSE seen
  END + CASE $by WHEN 'group' THEN endNode(step).group_id ELSE endNode(step).id END,
  size(seen) <= $max_steps + 1 AND all(id IN seen[..-1] WHERE id <> seen[-1])
)
WITH CASE $by WHEN 'group' THEN [top.id] + [step IN deal | endNode(step).group_id]
     ELSE [startNode(deal[0]).id] + [step IN deal | endNode(step).id] END AS chain, deal AS walk
WHERE $by = 'group' OR (chain[0] = coalesce($owner, chain[0]) AND chain[-1] = coalesce($held, chain[-1]))
WITH chain, collect(walk) AS walks
ORDER BY size(chain), chain
LIMIT $limit
CALL (chain, walks) {
  UNWIND range(0, size(chain) - 2) AS step
  UNWIND walks AS walk
  WITH DISTINCT step, walk[step] AS deal
  ORDER BY deal.begins DESC, deal.deal_id DESC
  WITH step, collect(deal) AS found
  ORDER BY step
  RETURN collect({stake: [d IN found WHERE d.stake_pct IS NOT NULL | d.stake_pct][0],
                  deals: COLLECT { UNWIND found AS d RETURN d.deal_id AS id ORDER BY id }}) AS steps
}
RETURN chain[0] AS owner, chain[-1] AS held, chain, [step IN steps | step.stake] AS stakes, chain AS companies,
       reduce(all = [], step IN steps | all + step.deals) AS deals
ORDER BY size(chain), chain
