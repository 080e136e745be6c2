using System.Collections.Frozen;

namespace Executor.Storage.State;

/// <summary>The schemas of all types of state that this process stores.</summary>
public sealed class StateSchemas
{
    private readonly FrozenDictionary<Type, StateSchema> _byType;

    /// <summary>Collects the registered schemas; the same one may come twice.</summary>
    /// <exception cref="InvalidOperationException">Two schemas claim one type or one kind.</exception>
    public StateSchemas(IEnumerable<StateSchema> schemas)
    {
        var distinct = schemas.Distinct().ToArray();
        foreach (var clash in distinct.GroupBy(schema => schema.StateType).Where(group => group.Count() > 1))
            throw new InvalidOperationException($"State type {clash.Key} has {clash.Count()} schemas; register one.");
        foreach (var clash in distinct.GroupBy(schema => schema.Kind).Where(group => group.Count() > 1))
        {
            var types = string.Join(" and ", clash.Select(schema => schema.StateType));
            throw new InvalidOperationException($"State kind '{clash.Key}' is used by {types}; a kind belongs to one type.");
        }
        _byType = distinct.ToFrozenDictionary(schema => schema.StateType);
    }

    /// <summary>The schema of <typeparamref name="T"/>.</summary>
    /// <exception cref="InvalidOperationException">None is registered.</exception>
    public StateSchema<T> Of<T>() => (StateSchema<T>)Of(typeof(T));

    /// <summary>The schema of <paramref name="stateType"/>.</summary>
    /// <exception cref="InvalidOperationException">None is registered.</exception>
    public StateSchema Of(Type stateType) =>
        _byType.TryGetValue(stateType, out var schema)
            ? schema
            : throw new InvalidOperationException(
                $"State type {stateType} has no schema; register one with {nameof(StateSchemaServices.AddStateSchema)}.");
}
