using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Executor.Storage.Stores;

/// <summary>Looks at all stores of the silo before any part of it begins: membership and reminders must not write into a stranger's store either.</summary>
internal sealed class StoreChecks(IEnumerable<IStoreCheck> checks) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe<StoreChecks>(ServiceLifecycleStage.First, RunAsync);

    /// <exception cref="StoreException">One store cannot be used.</exception>
    /// <exception cref="AggregateException">Several cannot; the message names them all.</exception>
    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        var problems = new List<StoreException>();
        foreach (var check in checks)
        {
            try
            {
                await check.RunAsync(cancellationToken);
            }
            catch (StoreException exception)
            {
                problems.Add(exception);
            }
        }

        if (problems.Count == 1)
            throw problems[0];
        if (problems.Count > 1)
            throw new AggregateException($"{problems.Count} stores cannot be used.", problems);
    }
}

/// <summary>Registration of checks.</summary>
internal static class StoreCheckServices
{
    /// <summary>Has the store looked at when the silo starts.</summary>
    public static void AddStoreCheck(this IServiceCollection services, Func<IServiceProvider, IStoreCheck> create)
    {
        services.AddSingleton(create);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ILifecycleParticipant<ISiloLifecycle>, StoreChecks>());
    }
}
