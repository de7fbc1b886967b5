"""Networks that are written down: as a dict in the form of a network file, or as a networkx graph."""
import json
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from ._arrays import as_list
from ._errors import BadInput, BadUsage, a_kind

_EDGE_KEYS = ("id", "weight", "weights", "norm_squared", "multiplicity", "fixed")


def json_of(network):
    """The text of a network file that says what the dict says; "format" and "version" may be left out.

    A float is the binary number that it is, unless the dict says "numbers".
    """
    keep_floats = "numbers" in network
    try:
        return json.dumps({"format": "isthmus-network", "version": 1, **_plain(network, keep_floats)})
    except RecursionError:
        raise BadInput("dicts or lists that contain themselves, or are nested too deep", "pass plain data") from None


def _plain(value, keep_floats):
    if isinstance(value, Mapping):
        return {str(key): _plain(entry, keep_floats) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(entry, keep_floats) for entry in value]
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, Fraction):
        return str(value)
    if hasattr(value, "tolist") and getattr(value, "ndim", None) is not None:  # an array of NumPy or PyTorch, or a number
        return _plain(as_list(value), keep_floats)
    if isinstance(value, float):
        finite = value == value and abs(value) != float("inf")
        return value.hex() if finite and not keep_floats else value
    return str(value)  # a Decimal, as written


def dict_of(graph):
    """The network that a networkx.DiGraph or MultiDiGraph shows."""
    if not graph.is_directed():
        raise BadUsage("edges without direction", "pass a networkx.DiGraph")
    names = _names(graph)
    network = {"nodes": [_node(graph, node, name) for node, name in names.items()],
               "edges": [_edge(names, ends, data) for *ends, data in graph.edges(data=True)]}
    if graph.name:
        network["name"] = str(graph.name)
    if "balance" in graph.graph:
        network["balance"] = _balance(graph.graph["balance"])
    return network


def _balance(values):
    if not isinstance(values, Mapping):
        raise BadInput(f"the balance of a graph is {a_kind(values)}", "give a dict: {node: number}",
                       place="graph.graph['balance']")
    return {str(node): value for node, value in values.items()}


def _names(graph):
    names = {node: str(node) for node in graph.nodes}
    if len(set(names.values())) < len(names):
        raise BadInput("two nodes have the same name as text", "relabel them with networkx.relabel_nodes")
    return names


def _node(graph, node, name):
    data = graph.nodes[node]
    entry = {"id": name, "role": data.get("role", _role(graph, node))}
    for key in ("bias", "activation", "negative_slope"):
        if key in data:
            entry[key] = data[key]
    return entry


def _role(graph, node):
    if graph.in_degree(node) == 0:
        return "input"
    return "output" if graph.out_degree(node) == 0 else "hidden"


def _edge(names, ends, data):
    return {"from": names[ends[0]], "to": names[ends[1]], **{key: data[key] for key in _EDGE_KEYS if key in data}}


# ---- back -------------------------------------------------------------------------------------

def with_weights(x, network):
    """A copy of `x`, a graph or a dict, with the weights and balance of `network`, a network file of the same edges."""
    if isinstance(x, Mapping):
        return _dict_with(x, network)
    graph = x.copy()
    for (*_, data), edge in zip(graph.edges(data=True), network["edges"]):
        _give(data, edge)
    if "balance" in graph.graph:
        graph.graph["balance"] = {node: _like(value, network["balance"][str(node)])
                                  for node, value in graph.graph["balance"].items()}
    return graph


def _dict_with(x, network):
    edges = [dict(edge) for edge in x["edges"]]
    for edge, new in zip(edges, network["edges"]):
        _give(edge, new)
    changed = {**x, "edges": edges}
    if "balance" in x:
        changed["balance"] = {node: _like(value, network["balance"][str(node)]) for node, value in x["balance"].items()}
    return changed


def _give(data, edge):
    """Writes the new weights where the old ones stand. A file has a list of one as "weight"."""
    for key in ("weight", "weights", "norm_squared"):
        if key in data:
            data[key] = _like(data[key], edge[key] if key in edge else [edge["weight"]])


def _like(before, now):
    """The number `now`, a text, as one of the type of `before` if that can hold it; else a Fraction. Also of lists."""
    if isinstance(before, (list, tuple)):
        return [_like(*pair) for pair in zip(before, now)]
    if hasattr(before, "tolist") and hasattr(before, "__setitem__"):
        return _array_like(before, now)
    if isinstance(before, str):
        return now
    number = Fraction(now)
    try:
        same = _of_type(before, number)
        return same if Fraction(same if isinstance(same, (int, Fraction, Decimal)) else float(same)) == number else number
    except (TypeError, ValueError, ArithmeticError):
        return number


def _array_like(before, now):
    """An array of the same type if that can hold the numbers; else what `_like` makes of them as a list."""
    numbers = _like(before.tolist(), now)
    array = before.detach().clone() if hasattr(before, "detach") else before.copy()
    try:
        array[...] = array.new_tensor(numbers) if hasattr(array, "new_tensor") else numbers
        same = _fractions(array.tolist()) == _fractions(numbers)
    except (TypeError, ValueError, ArithmeticError, RuntimeError):
        same = False
    return array if same else numbers


def _fractions(numbers):
    return [Fraction(number) for number in (numbers if isinstance(numbers, list) else [numbers])]


def _of_type(before, number):
    if isinstance(before, (int, Fraction)):
        return type(before)(number)
    if isinstance(before, Decimal):
        return Decimal(number.numerator) / Decimal(number.denominator)
    return type(before)(float(number))
