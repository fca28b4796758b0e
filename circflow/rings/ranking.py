"""Edges → a graph ready to be walked. Each function runs as it stands on lists, and compiled on arrays."""

from circflow.rings.row import Numbers


def spread(sources: Numbers, targets: Numbers, steps: int, distance: Numbers) -> None:
    """Count the hops from some companies to all others that are near.

    Args:
        sources: The payer of each edge.
        targets: Its payee.
        steps: Most hops.
        distance: 0 for the companies to begin with, -1 for all others; takes the hops.
    """
    for step in range(steps):
        reached = 0
        for edge in range(len(sources)):
            if distance[sources[edge]] == step and distance[targets[edge]] < 0:
                distance[targets[edge]] = step + 1
                reached += 1
        if reached == 0:
            break


def near(sources: Numbers, targets: Numbers, there: Numbers, back: Numbers, max_hops: int) -> int:
    """Keep the edges that can lie on a ring through the companies that two distances are counted from and to.

    Args:
        sources: Payers; the kept ones are written over them.
        targets: Payees, likewise.
        there: Hops from those companies to each, -1 for those too far away.
        back: Hops from each back to them, likewise.
        max_hops: Longest ring.

    Returns:
        How many are kept.
    """
    kept = 0
    for edge in range(len(sources)):
        payer = sources[edge]
        payee = targets[edge]
        if there[payer] >= 0 and back[payee] >= 0 and there[payer] + back[payee] < max_hops:
            sources[kept] = payer
            targets[kept] = payee
            kept += 1
    return kept


def index(keys: Numbers, at: Numbers, by: Numbers, others: Numbers, listed: Numbers) -> None:
    """List the edges by one of their ends, in the order in which they come.

    Args:
        keys: The end of each edge to list it by.
        at: Takes where the edges of each company begin; zeros before, one entry more than companies.
        by: Takes the place of each edge while they are listed; as long as `at`.
        others: The other end of each edge.
        listed: Takes the other ends.
    """
    for key in keys:
        at[key + 1] += 1
    for company in range(len(at) - 1):
        at[company + 1] += at[company]
        by[company] = at[company]
    for edge in range(len(keys)):
        key = keys[edge]
        listed[by[key]] = others[edge]
        by[key] += 1


def without_doubles(listed: Numbers, at: Numbers, mark: Numbers, sources: Numbers, targets: Numbers) -> int:
    """Write each edge once, and none of a company with itself.

    Args:
        listed: Payees by payer, as `index` lists them.
        at: Where those of a payer begin.
        mark: Anything below 0 for each company.
        sources: Takes the payers.
        targets: Takes the payees.

    Returns:
        How many edges there are.
    """
    edges = 0
    for payer in range(len(at) - 1):
        for place in range(at[payer], at[payer + 1]):
            payee = listed[place]
            if payee != payer and mark[payee] != payer:
                mark[payee] = payer
                sources[edges] = payer
                targets[edges] = payee
                edges += 1
    return edges


def components(  # noqa: C901 - one loop nest, as in the walk
    payees: Numbers,
    payees_at: Numbers,
    order: Numbers,
    low: Numbers,
    branch: Numbers,
    stack: Numbers,
    path: Numbers,
    label: Numbers,
) -> int:
    """Find the companies that can reach each other both ways (Tarjan 1972, without recursion).

    Args:
        payees: Whom each company pays.
        payees_at: Where those of a company begin.
        order: -1 for each company.
        low: Room for all.
        branch: Room for all.
        stack: Room for all.
        path: Room for all.
        label: -1 for each company; takes the number of its component.

    Returns:
        How many components there are.
    """
    count = 0
    met = 0
    waiting = 0
    for root in range(len(payees_at) - 1):
        if order[root] >= 0:
            continue
        depth = 0
        path[0] = root
        order[root] = met
        low[root] = met
        met += 1
        branch[root] = payees_at[root]
        stack[waiting] = root
        waiting += 1
        while depth >= 0:
            company = path[depth]
            deeper = False
            while branch[company] < payees_at[company + 1]:
                payee = payees[branch[company]]
                branch[company] += 1
                if order[payee] < 0:
                    order[payee] = met
                    low[payee] = met
                    met += 1
                    branch[payee] = payees_at[payee]
                    stack[waiting] = payee
                    waiting += 1
                    depth += 1
                    path[depth] = payee
                    deeper = True
                    break
                if label[payee] < 0 and order[payee] < low[company]:
                    low[company] = order[payee]
            if deeper:
                continue
            if low[company] == order[company]:
                while True:
                    waiting -= 1
                    member = stack[waiting]
                    label[member] = count
                    if member == company:
                        break
                count += 1
            depth -= 1
            if depth >= 0 and low[company] < low[path[depth]]:
                low[path[depth]] = low[company]
    return count


def ranks(
    sources: Numbers, targets: Numbers, edges: int, label: Numbers, degree: Numbers, at: Numbers, rank: Numbers
) -> int:
    """Number the companies by their edges within their component, the busiest first; of equals the first.

    Args:
        sources: Payers.
        targets: Payees.
        edges: How many there are.
        label: Component of each company.
        degree: Zeros, one for each company; takes its number of edges.
        at: Zeros, twice as many as edges and two more.
        rank: Takes the rank of each company; -1 for those in no ring.

    Returns:
        How many companies have a rank.
    """
    for edge in range(edges):
        if label[sources[edge]] == label[targets[edge]]:
            degree[sources[edge]] += 1
            degree[targets[edge]] += 1
    most = 0
    for number in degree:
        at[number] += 1
        most = max(most, number)
    ranked = 0
    for number in range(most, 0, -1):
        members = at[number]
        at[number] = ranked
        ranked += members
    for company in range(len(degree)):
        number = degree[company]
        if number > 0:
            rank[company] = at[number]
            at[number] += 1
        else:
            rank[company] = -1
    return ranked


def ranked_edges(sources: Numbers, targets: Numbers, edges: int, label: Numbers, rank: Numbers) -> int:
    """Keep the edges within components, with ranks in the place of companies.

    Args:
        sources: Payers; the kept ones are written over them.
        targets: Payees, likewise.
        edges: How many there are.
        label: Component of each company.
        rank: Rank of each company.

    Returns:
        How many are kept.
    """
    kept = 0
    for edge in range(edges):
        payer = sources[edge]
        payee = targets[edge]
        if label[payer] == label[payee]:
            sources[kept] = rank[payer]
            targets[kept] = rank[payee]
            kept += 1
    return kept
