// Contradictions: where sources disagree about one deal or one figure of a company
//
// /// circflow
// id       = "contradictions"
// version  = "1.0.0"
// maturity = "stable"
// question = "Where do sources disagree, and does a slipped unit explain it?"
// reading  = "Each row names claims that cannot all be right as they stand, or that measure different things. It does not say which of them is right, and nothing is averaged. Several addresses may carry one text, so their number is no measure of support."
// caveats  = ["A ratio of ten, a hundred or a thousand is a doubt about a unit, not a correction.", "A later and larger figure, by more than 90 days, is taken for growth and shown by circflow evidence alone, unless the ratio is a unit's.", "Statuses are compared by a small table of words; other words are left out.", "Of a company's figures the options about deals leave out nothing but data sets and companies."]
// identity = ["subject", "about", "claims"]
// tags     = ["evidence", "doubts"]
// argued_in = ["“AI industry's loop of one trillion dollars”, October 2025: the revenue of one company and four of its deals stand there with a tenth of what the other articles say."]
// common   = ["as_of", "status", "by", "datasets", "contingent", "without", "min_quality", "limit"]
//
// [returns.subject]
// type = "string"
// doc = "Id of a deal, or a company's figure, such as openai:revenue."
//
// [returns.about]
// type = "string"
// doc = "amount, currency, nature (what the figure measures, or whether it is due only if something happens), status or date."
//
// [returns.claims]
// type = "list<string>"
// doc = "Ids of the claims that disagree; a deal's own id stands for the figure of its row, and the data set stands before an id that several have."
//
// [returns.low]
// type = "integer"
// doc = "The smaller stated figure of the two that ratio compares, in currency units; null for what is not about amounts."
//
// [returns.high]
// type = "integer"
// doc = "The larger one."
//
// [returns.currency]
// type = "string"
// doc = "Currency of the two; null when there are several or none."
//
// [returns.ratio]
// type = "number"
// doc = "The larger figure by the smaller: of two that a unit explains, else of the two farthest apart; null without figures."
//
// [returns.unit_slip]
// type = "boolean"
// doc = "Whether a slipped unit would explain it: a ratio of 8 to 12.5, 80 to 125 or 800 to 1,250."
//
// [returns.companies]
// type = "list<string>"
// of = "company"
// doc = "Payer and payee of the deal, or the company of the figure."
//
// [returns.deals]
// type = "list<string>"
// of = "deal"
// doc = "The deal; empty for a company's figure."
// ///
CYPHER 25
CALL () {
  MATCH (payer:Company)-[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->(payee:Company)
  WHERE ($by = 'company' OR payer.group_id <> payee.group_id) AND
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
  // claims of deal >>>
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
  // <<<
  RETURN deal.deal_id AS subject, [deal.deal_id] AS deals, deal.begins AS begins, said,
         [party IN [payer, payee] | CASE $by WHEN 'group' THEN party.group_id ELSE party.id END] AS companies
UNION ALL
  MATCH (claim:Claim)-[:ABOUT]->(company:Company)
  WHERE ($datasets IS NULL OR claim.dataset IN $datasets)
    AND NOT (company.id IN $without OR ($by = 'group' AND company.group_id IN $without))
  WITH company, claim ORDER BY claim.claim_id, claim.dataset
  WITH company, claim.subject AS subject, collect(claim) AS claims
  // An id is one of its data set: where several data sets have it, they tell the claims apart.
  RETURN subject, [] AS deals, null AS begins, [c IN claims | c {.*, claim_id: CASE
           WHEN any(other IN claims WHERE other.claim_id = c.claim_id AND other.dataset <> c.dataset)
           THEN c.dataset + ':' + c.claim_id ELSE c.claim_id END}] AS said,
         [CASE $by WHEN 'group' THEN company.group_id ELSE company.id END] AS companies
}
CALL (subject, said, begins) {
  // claims compared >>>
  // Where `one` and `other` of the claims `said` differ; `begins` is the day of the deal's announcement, null for figures.
  UNWIND range(0, size(said) - 1) AS i
  UNWIND range(0, size(said) - 1) AS j
  WITH *, said[i] AS one, said[j] AS other, ['signed', 'partially_funded', 'closed', 'in_force', 'holding'] AS done
  // The stated figure is the high, of "at least" the low.
  WITH *, toFloat(coalesce(one.amount_high, one.amount_low)) AS less,
       toFloat(coalesce(other.amount_high, other.amount_low)) AS more,
       coalesce(one.amount_basis = other.amount_basis, true) AS alike, one.currency = other.currency AS together,
       95.0 * other.amount_low > 105.0 * one.amount_high AS apart,
       coalesce(duration.inDays(one.dated, other.dated).days > 90, false) AS later
  WITH *, CASE WHEN less > 0 THEN more / less END AS ratio, NOT 'vague_band' IN [one.amount_code, other.amount_code]
         AND any(unit IN [1, 10, 100] WHERE 8 * unit * less <= more AND 2 * more <= 25 * unit * less) AS slip
  UNWIND [about IN ['amount', 'growth', 'currency', 'nature', 'status', 'date'] WHERE CASE
    WHEN about IN ['amount', 'growth'] THEN alike AND together AND less < more
      AND NOT 'not_this_edge' IN [one.amount_code, other.amount_code]
      AND CASE about WHEN 'amount' THEN slip OR (apart AND NOT later) ELSE apart AND later AND NOT slip END
    WHEN about = 'currency' THEN i < j AND alike AND NOT together AND less + more >= 0
    WHEN about = 'nature' THEN i < j AND together AND 95 * less <= 105 * more AND 95 * more <= 105 * less
      AND (NOT alike OR (one.amount_code = 'contingent') <> (other.amount_code = 'contingent'))
    WHEN about = 'status' THEN one.asserted IN done AND other.asserted IN ['loi', 'planned', 'conditional']
      AND one.dated <= other.dated
    ELSE i = j AND one.asserted IN done AND one.as_of IS NOT NULL AND duration.inDays(one.dated_until, begins).days > 90
  END] AS about
  // <<<
  WITH * ORDER BY slip DESC, ratio DESC, less, i, j WHERE about <> 'growth'
  WITH about, CASE about WHEN 'amount' THEN one.currency END AS currency,
       CASE about WHEN 'amount' THEN coalesce(one.amount_basis, other.amount_basis) END AS basis,
       collect({ids: [one.claim_id, CASE about WHEN 'date' THEN subject ELSE other.claim_id END],
                low: coalesce(one.amount_high, one.amount_low), high: coalesce(other.amount_high, other.amount_low),
                ratio: ratio, slip: slip}) AS pairs
  RETURN about, currency, CASE about WHEN 'amount' THEN pairs[0] ELSE {slip: false} END AS widest,
         COLLECT { UNWIND pairs AS pair UNWIND pair.ids AS id RETURN DISTINCT id ORDER BY id } AS claims
}
RETURN subject, about, claims, widest.low AS low, widest.high AS high, currency, widest.ratio AS ratio,
       widest.slip AS unit_slip, companies, deals
ORDER BY unit_slip DESC, about, subject, claims
LIMIT $limit
