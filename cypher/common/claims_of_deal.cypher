// What is said about `deal`, by the ids of the claims.
CALL (deal) {
  MATCH (claim:Claim)-[:ABOUT]->(record:Deal {id: deal.deal_id})
  USING INDEX SEEK record:Deal(id)
  WITH deal, claim, coalesce(
         deal.amount_basis, CASE type(deal) WHEN 'BUYS_FROM' THEN 'contract_value' ELSE 'consideration' END) AS basis
  ORDER BY claim.claim_id
  WITH deal, basis, collect(claim {.*, amount_basis: coalesce(claim.amount_basis, basis)}) AS stated
  // The figure of the row is a claim of its first source, unless that says something of its own.
  OPTIONAL MATCH (first:Source {dataset: deal.dataset, source_id: deal.sources[0]})
  USING INDEX SEEK first:Source(dataset, source_id)
  WHERE coalesce(deal.amount_low, deal.amount_high) IS NOT NULL
    AND none(claim IN stated WHERE claim.source_id = first.source_id)
  RETURN stated + [row IN [deal] WHERE first IS NOT NULL |
                   row {.*, claim_id: row.deal_id, amount_basis: basis, dated: first.dated}] AS said
}
