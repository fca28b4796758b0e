// What a chain carries, and the deals of its hops; `walks` are the ways to go along it, a deal a hop.
CALL (walks) {
  UNWIND range(0, size(walks[0]) - 1) AS hop
  UNWIND walks AS walk
  WITH hop, collect(DISTINCT walk[hop]) AS passing
  CALL (passing) {
    // agreement amounts >>>
    // <<<
    RETURN count(CASE WHEN known THEN 1 END) > 0 AS known, sum(low) AS low,
           CASE count(*) WHEN count(high) THEN sum(high) END AS high,
           reduce(all = [], some IN collect(currencies) | all + some) AS currencies
  }
  WITH hop, known, currencies, CASE WHEN known THEN low END AS low, CASE WHEN known THEN high END AS high,
       COLLECT { UNWIND passing AS d RETURN d.deal_id ORDER BY d.deal_id } AS deal_ids,
       all(d IN passing WHERE d.contingent) AS contingent,
       COLLECT { UNWIND passing AS d WITH d WHERE d.quality IS NOT NULL RETURN d.quality ORDER BY d.quality }[0] AS quality
  ORDER BY hop
  WITH collect(deal_ids) AS deals_by_hop, count(CASE WHEN NOT known THEN 1 END) AS unknown_hops,
       min(low) AS low, min(high) AS high, reduce(all = [], some IN collect(currencies) | all + some) AS currencies,
       count(CASE WHEN contingent THEN 1 END) > 0 AS contingent,
       CASE count(*) WHEN count(quality) THEN max(quality) END AS quality
  WITH *, size([c IN currencies WHERE c <> currencies[0]]) > 0 AS mixed
  RETURN deals_by_hop, unknown_hops, contingent, quality,
         CASE WHEN NOT mixed AND unknown_hops = 0 THEN low END AS carries_low,
         CASE WHEN NOT mixed THEN high END AS carries_high,
         CASE WHEN mixed THEN 'mixed' ELSE currencies[0] END AS currency,
         reduce(all = [], some IN deals_by_hop | all + some) AS deals
}
