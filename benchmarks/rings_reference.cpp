// All simple directed rings of 2 to K edges, each once: the yardstick of benchmarks/rings.py, on one thread.
//
//     g++ -O3 -march=native -std=c++20 -o reference rings_reference.cpp
//     ./reference EDGES K
//
// EDGES holds 64-bit integers: how many edges, then all payers, then all payees. The clock runs from the edges in memory
// to the rings in memory, with the ids of the file, one array a length. Prints one JSON object.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

using Ids = std::vector<int64_t>;
using Places = std::vector<int32_t>;

struct Index {
    Places at, others;
};

// The most memory since the program began; getrusage would count that of the process it was started from.
static long most_memory_mb() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.rfind("VmHWM:", 0) == 0) return std::strtol(line.c_str() + 6, nullptr, 10) / 1024;
    return 0;
}

static double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// Number the companies from 0; write both ends of each edge as such numbers.
static Ids number(const Ids& payers, const Ids& payees, Places& from, Places& to) {
    Ids ids;
    int64_t most = -1;
    for (size_t e = 0; e < payers.size(); ++e) most = std::max({most, payers[e], payees[e]});
    from.resize(payers.size());
    to.resize(payers.size());
    if (most < int64_t(8 * payers.size() + 1024)) {
        Places place(most + 1, -1);
        for (size_t e = 0; e < payers.size(); ++e) place[payers[e]] = place[payees[e]] = 0;
        for (int64_t id = 0; id <= most; ++id)
            if (place[id] == 0) {
                place[id] = int32_t(ids.size());
                ids.push_back(id);
            }
        for (size_t e = 0; e < payers.size(); ++e) from[e] = place[payers[e]], to[e] = place[payees[e]];
        return ids;
    }
    ids = payers;
    ids.insert(ids.end(), payees.begin(), payees.end());
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    for (size_t e = 0; e < payers.size(); ++e) {
        from[e] = int32_t(std::lower_bound(ids.begin(), ids.end(), payers[e]) - ids.begin());
        to[e] = int32_t(std::lower_bound(ids.begin(), ids.end(), payees[e]) - ids.begin());
    }
    return ids;
}

static Index indexed(const Places& keys, const Places& others, size_t companies) {
    Index made{Places(companies + 1), Places(keys.size())};
    for (int32_t key : keys) ++made.at[key + 1];
    for (size_t c = 0; c < companies; ++c) made.at[c + 1] += made.at[c];
    Places next(made.at.begin(), made.at.end() - 1);
    for (size_t e = 0; e < keys.size(); ++e) made.others[next[keys[e]]++] = others[e];
    return made;
}

// Tarjan's strongly connected components, without recursion.
static Places components(const Index& out) {
    size_t n = out.at.size() - 1;
    Places label(n, -1), order(n, -1), low(n), next(n), stack, path;
    int32_t met = 0, count = 0;
    for (size_t root = 0; root < n; ++root) {
        if (order[root] >= 0) continue;
        path.push_back(int32_t(root));
        while (!path.empty()) {
            int32_t v = path.back();
            if (order[v] < 0) {
                order[v] = low[v] = met++;
                next[v] = out.at[v];
                stack.push_back(v);
            }
            bool deeper = false;
            for (; next[v] < out.at[v + 1]; ++next[v]) {
                int32_t w = out.others[next[v]];
                if (order[w] < 0) {
                    path.push_back(w);
                    deeper = true;
                    break;
                }
                if (label[w] < 0) low[v] = std::min(low[v], low[w]);
            }
            if (deeper) continue;
            if (low[v] == order[v]) {
                for (int32_t w = -1; w != v;) {
                    w = stack.back();
                    stack.pop_back();
                    label[w] = count;
                }
                ++count;
            }
            path.pop_back();
        }
    }
    return label;
}

int main(int argc, char** argv) {
    if (argc != 3) return 2;
    const int K = std::atoi(argv[2]);
    std::ifstream file(argv[1], std::ios::binary);
    int64_t m = 0;
    file.read(reinterpret_cast<char*>(&m), sizeof m);
    Ids payers(m), payees(m);
    file.read(reinterpret_cast<char*>(payers.data()), m * sizeof(int64_t));
    file.read(reinterpret_cast<char*>(payees.data()), m * sizeof(int64_t));
    if (!file) return 3;

    const double began = now();
    Places from, to;
    Ids ids = number(payers, payees, from, to);
    const size_t companies = ids.size();
    {  // parallel edges once, no company with itself
        Index out = indexed(from, to, companies);
        Places mark(companies, -1);
        from.clear();
        to.clear();
        for (size_t v = 0; v < companies; ++v)
            for (int32_t e = out.at[v]; e < out.at[v + 1]; ++e) {
                int32_t w = out.others[e];
                if (w != int32_t(v) && mark[w] != int32_t(v)) {
                    mark[w] = int32_t(v);
                    from.push_back(int32_t(v));
                    to.push_back(w);
                }
            }
    }
    {  // only edges within a component, companies by rank: the most edges first
        const Places label = components(indexed(from, to, companies));
        Places degree(companies), by_degree, rank(companies, -1);
        size_t kept = 0;
        for (size_t e = 0; e < from.size(); ++e)
            if (label[from[e]] == label[to[e]]) {
                from[kept] = from[e];
                to[kept++] = to[e];
                ++degree[from[e]];
                ++degree[to[e]];
            }
        from.resize(kept);
        to.resize(kept);
        for (size_t v = 0; v < companies; ++v)
            if (degree[v]) by_degree.push_back(int32_t(v));
        std::stable_sort(by_degree.begin(), by_degree.end(), [&](int32_t a, int32_t b) { return degree[a] > degree[b]; });
        for (size_t r = 0; r < by_degree.size(); ++r) rank[by_degree[r]] = int32_t(r);
        for (size_t e = 0; e < kept; ++e) from[e] = rank[from[e]], to[e] = rank[to[e]];
        Ids named(by_degree.size());
        for (size_t r = 0; r < by_degree.size(); ++r) named[r] = ids[by_degree[r]];
        ids = named;
    }
    const int32_t n = int32_t(ids.size());
    const Index out = indexed(from, to, n), in = indexed(to, from, n);
    const double prepared = now();

    std::vector<Ids> rings(K + 1);
    std::vector<int8_t> home(n, -1), on_path(n, 0);
    Places reached(n), path(K + 1), next(K + 1);
    for (int32_t start = 0; start < n; ++start) {
        // Hops home from every company of higher rank.
        int32_t seen = 1;
        reached[0] = start;
        home[start] = 0;
        for (int32_t at = 0; at < seen && home[reached[at]] + 1 < K; ++at) {
            int32_t v = reached[at];
            for (int32_t e = in.at[v]; e < in.at[v + 1]; ++e) {
                int32_t u = in.others[e];
                if (u > start && home[u] < 0) {
                    home[u] = int8_t(home[v] + 1);
                    reached[seen++] = u;
                }
            }
        }
        int depth = seen > 1 ? 0 : -1;
        path[0] = start;
        next[0] = out.at[start];
        on_path[start] = 1;
        while (depth >= 0) {
            const int32_t v = path[depth], end = out.at[v + 1];
            int32_t e = next[depth];
            bool deeper = false;
            for (; e < end; ++e) {
                const int32_t w = out.others[e];
                if (w == start) {
                    Ids& found = rings[depth + 1];
                    for (int step = 0; step <= depth; ++step) found.push_back(ids[path[step]]);
                } else if (w > start && home[w] >= 0 && depth + 1 + home[w] <= K && !on_path[w]) {
                    next[depth++] = e + 1;
                    path[depth] = w;
                    next[depth] = out.at[w];
                    on_path[w] = 1;
                    deeper = true;
                    break;
                }
            }
            if (!deeper) on_path[path[depth--]] = 0;
        }
        on_path[start] = 0;
        for (int32_t at = 0; at < seen; ++at) home[reached[at]] = -1;
    }
    const double done = now();

    std::printf("{\"prepare\": %.6f, \"search\": %.6f, \"mb\": %ld, \"counts\": [", prepared - began, done - prepared,
                most_memory_mb());
    for (int hops = 2; hops <= K; ++hops) std::printf("%s%zu", hops > 2 ? ", " : "", rings[hops].size() / hops);
    std::printf("]}\n");
}
