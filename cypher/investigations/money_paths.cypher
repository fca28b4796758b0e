// Money paths: how money gets from one company to another
//
// /// circflow
// id       = "money-paths"
// version  = "1.0.0"
// maturity = "stable"
// question = "How does money get from {payer} to {payee}, in at most {max_hops} deals?"
// reading  = "Each row is a chain of deals from the payer to the payee, no company twice: not proof that the same money went on. What it can carry is its smallest promise, unknown while one hop has no amount."
// caveats  = ["Paths share deals, so that what they carry does not add up.", "From a company back to itself, round-trips has the answer."]
// identity = ["path", "relationships"]
// tags     = ["structure", "companies"]
// common   = ["as_of", "status", "by", "datasets", "contingent", "without", "min_quality", "joint_ventures", "amounts_from", "rates", "in", "limit"]
//
// [params.payer]
// type = "string"
// of = "company"
// required = true
// example = "nvidia"
// doc = "Where the money starts, by id or any name; at group level, its group."
//
// [params.payee]
// type = "string"
// of = "company"
// required = true
// example = "oracle"
// doc = "Where it arrives, likewise."
//
// [params.max_hops]
// type = "integer"
// default = 4
// range = [1, 8]
// doc = "Longest path, in deals."
//
// [returns.path]
// type = "list<string>"
// of = "company"
// doc = "Companies in the order in which the money goes, from payer to payee."
//
// [returns.hops]
// type = "integer"
// doc = "Number of deals on the path."
//
// [returns.relationships]
// type = "list<string>"
// doc = "Type of each hop, in the order of the path."
//
// [returns.carries_low]
// type = "integer"
// doc = "Smallest low of its hops, in currency units; null while a hop is unknown or currencies are mixed."
//
// [returns.carries_high]
// type = "integer"
// doc = "Smallest high of its priced hops, in currency units; null when all are open or currencies are mixed."
//
// [returns.currency]
// type = "string"
// doc = "Currency of the amounts; 'mixed' when there are several, null when none is known."
//
// [returns.unknown_hops]
// type = "integer"
// doc = "Number of hops without any amount."
//
// [returns.contingent]
// type = "boolean"
// doc = "Whether some hop rests on guarantees or backstops alone."
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
MATCH (payer:Company {id: $payer}), (finish:Company {id: $payee}), (start:Company)
USING INDEX SEEK payer:Company(id)
USING INDEX SEEK finish:Company(id)
WHERE CASE $by WHEN 'group' THEN start.group_id = payer.group_id ELSE start = payer END
WITH start, finish, CASE $by WHEN 'group' THEN payer.group_id ELSE payer.id END AS home,
     CASE $by WHEN 'group' THEN finish.group_id ELSE finish.id END AS goal
WHERE home <> goal
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
    ]->(payee:Company)-[:PART_OF]->(:Group)<-[:PART_OF]-(next:Company)
    WHERE ($by = 'group' OR next = payee)){1,8} (finish)
// No company twice, and no step after the goal. The walk is pruned as it grows, which a test after it would not do.
WHERE allReduce(
  seen = [home], node IN payee |
  CASE
    WHEN goal IN seen OR CASE $by WHEN 'group' THEN node.group_id ELSE node.id END IN seen THEN seen + null
    ELSE seen + CASE $by WHEN 'group' THEN node.group_id ELSE node.id END
  END,
  all(id IN seen WHERE id IS NOT NULL) AND (size(seen) <= $max_hops OR seen[-1] = goal)
)
WITH [home] + [node IN payee | CASE $by WHEN 'group' THEN node.group_id ELSE node.id END] AS path,
     [hop IN deal | type(hop)] AS relationships, collect(deal) AS walks
ORDER BY size(path), path, relationships
LIMIT $limit
// chain amounts >>>
// What a chain carries, and the deals of its hops; `walks` are the ways to go along it, a deal a hop.
CALL (walks) {
  UNWIND range(0, size(walks[0]) - 1) AS hop
  UNWIND walks AS walk
  WITH hop, collect(DISTINCT walk[hop]) AS passing
  CALL (passing) {
    // agreement amounts >>>
    // One row an agreement of `passing`, deals of one type from one payer to one payee that pass the filters. All others
    // between the two are looked at too: parts and their headline bound each other. What is null is open.
    WITH startNode(passing[0]) AS payer, endNode(passing[0]) AS payee
    MATCH (house:Group {id: payer.group_id})<-[:PART_OF]-(from)-[row:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->(to)
    USING INDEX SEEK house:Group(id)
    WHERE to.group_id = payee.group_id AND type(row) = type(passing[0])
      AND ($by = 'group' OR (from = payer AND to = payee))
      // What brings no amount is as if absent.
      AND NOT row.contingent AND row.rollup <> 'holding' AND row.amount_code <> 'not_this_edge'
      AND NOT coalesce(row.deal_kind, '') IN ['holding', 'acquisition']
      AND coalesce(row.amount_basis, 'total') IN ['consideration', 'contract_value', 'total']
      AND NOT all(form IN split(coalesce(row.consideration_form, 'unspecified'), ';')
                  WHERE form STARTS WITH 'shares' OR form STARTS WITH 'stock' OR form STARTS WITH 'warrants')
    WITH row, passing, CASE WHEN $amounts IS NULL THEN {low: row.amount_low, high: row.amount_high, currency: row.currency}
         ELSE $amounts[row.deal_id] END AS amount
    WITH [row.dataset, row.deal_group] AS agreement, amount.low AS low, amount.high AS high,
         CASE WHEN amount.low IS NOT NULL THEN amount.currency END AS currency,
         CASE WHEN row.rollup = 'headline' THEN CASE WHEN row IN passing THEN 'headline' END
              WHEN row IN passing THEN 'part' ELSE 'failing' END AS role
    WITH agreement, collect(DISTINCT CASE WHEN role IN ['part', 'headline'] THEN currency END) AS passing_currencies,
         collect(DISTINCT CASE role WHEN 'failing' THEN currency END) AS failing_currencies,
         count(CASE WHEN role IN ['part', 'headline'] THEN 1 END) AS passing_rows,
         count(CASE WHEN role IN ['part', 'headline'] THEN low END) AS priced,
         count(CASE role WHEN 'part' THEN 1 END) AS parts, count(CASE role WHEN 'headline' THEN 1 END) AS headlines,
         sum(CASE role WHEN 'part' THEN low END) AS part_low,
         CASE count(CASE WHEN role = 'part' AND high IS NULL THEN 1 END)
           WHEN 0 THEN sum(CASE role WHEN 'part' THEN high END) END AS part_high,
         sum(CASE role WHEN 'failing' THEN low END) AS failing_low,
         CASE count(CASE WHEN role = 'failing' AND high IS NULL THEN 1 END)
           WHEN 0 THEN sum(CASE role WHEN 'failing' THEN high END) END AS failing_high,
         max(CASE role WHEN 'headline' THEN low END) AS headline_low,
         CASE count(CASE WHEN role = 'headline' AND high IS NULL THEN 1 END)
           WHEN 0 THEN max(CASE role WHEN 'headline' THEN high END) END AS headline_high
    WHERE passing_rows > 0
    // A sum with an open part is open. Parts bound a headline once they can reach it.
    WITH agreement, priced > 0 AS known,
         // What fails is set against a headline, which two currencies would make a comparison of unlike things.
         passing_currencies + CASE WHEN headline_low IS NULL THEN [] ELSE failing_currencies END AS currencies,
         CASE WHEN headline_low - failing_high > part_low THEN headline_low - failing_high ELSE part_low END AS low,
         CASE WHEN parts > 0 AND (headlines = 0 OR headline_low <= coalesce(part_high + failing_high, headline_low))
           THEN part_high END AS by_parts,
         headline_high - failing_low AS by_headline
    WITH agreement, known, currencies, low,
         CASE WHEN by_parts <= coalesce(by_headline, by_parts) THEN by_parts ELSE by_headline END AS high
    WITH agreement, known, currencies, low, CASE WHEN high < low THEN low ELSE high END AS high
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
// <<<
RETURN path, size(relationships) AS hops, relationships, carries_low, carries_high, currency, unknown_hops, contingent,
       path AS companies, deals
ORDER BY hops, path, relationships
