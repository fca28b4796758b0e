($as_of IS NULL OR (deal.begins <= $as_of AND deal.ends >= $as_of))
AND ($status = 'all' OR coalesce(CASE WHEN $as_of IS NULL THEN null ELSE [i IN range(0, size(coalesce(deal.status_dates, [])) - 1) WHERE deal.status_dates[i] <= $as_of | deal.status_firmness[i]][-1] END, deal.firmness) >= 3)
AND ($datasets IS NULL OR deal.dataset IN $datasets)
AND ($contingent OR NOT deal.contingent)
AND ($min_quality = 'C' OR deal.quality <= $min_quality)
AND NOT deal.deal_id IN $without
AND NOT any(party IN [startNode(deal), endNode(deal)] WHERE party.id IN $without OR ($by = 'group' AND EXISTS { (party)-[:PART_OF]->(g:Group WHERE g.id IN $without) }))
