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
