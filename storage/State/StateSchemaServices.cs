using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Executor.Storage.State;

/// <summary>Registration of schemas, by whoever owns the state.</summary>
public static class StateSchemaServices
{
    /// <summary>Makes grain storage able to hold the schema's type.</summary>
    public static IServiceCollection AddStateSchema(this IServiceCollection services, StateSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        services.TryAddSingleton<StateSchemas>();
        return services.AddSingleton(schema);
    }
}
