namespace Executor.Simulator.Server.Requests;

/// <summary>A parameter as it was sent.</summary>
/// <param name="Name">Decoded name.</param>
/// <param name="Value">Decoded value.</param>
public readonly record struct Parameter(string Name, string Value);

/// <summary>The parameters of a request, in the order they were sent. Where query and body name the same one, that of the query counts.</summary>
public sealed class ParameterList
{
    private readonly List<Parameter> _all = [];
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>A name that came twice in the same place; null when none did.</summary>
    public string? Duplicate { get; private set; }

    /// <summary>A part of the request that could not be decoded; null when all could.</summary>
    public string? Undecodable { get; set; }

    /// <summary>How many different ones were sent.</summary>
    public int Count => _values.Count;

    /// <summary>Names, each once, in the order sent.</summary>
    public IEnumerable<string> Names => _values.Keys;

    /// <summary>All of them as sent.</summary>
    public IReadOnlyList<Parameter> All => _all;

    /// <summary>The value of that name; null when it was not sent.</summary>
    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>True when it was sent and holds something.</summary>
    public bool Has(string name) => _values.TryGetValue(name, out var value) && value.Length > 0;

    /// <summary>Adds one.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="isBody">True when it stands in the body.</param>
    public void Add(Parameter parameter, bool isBody = false)
    {
        var isKnown = !_values.TryAdd(parameter.Name, parameter.Value);
        if (isKnown && (!isBody || _all.Exists(other => other.Name == parameter.Name && _bodyNames.Contains(other.Name))))
            Duplicate ??= parameter.Name;
        if (isBody)
            _bodyNames.Add(parameter.Name);
        _all.Add(parameter);
    }

    private readonly HashSet<string> _bodyNames = new(StringComparer.Ordinal);
}
