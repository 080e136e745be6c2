using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Executor.Storage.Tests.Cluster;

public interface ICounterGrain : IGrainWithStringKey
{
    Task<int> AddAsync();

    Task<int> GetAsync();

    /// <summary>Id of the activation that answers.</summary>
    Task<string> GetActivationAsync();

    /// <summary>Writes the stored row behind the back of the activation, as a second activation would, then writes with the old ETag.</summary>
    Task ConflictAsync();

    Task RemindAsync(string name);

    Task<string[]> GetRemindersAsync();
}

public sealed record CounterState
{
    public int Count { get; init; }
}

[JsonSerializable(typeof(CounterState))]
internal sealed partial class CounterJson : JsonSerializerContext;

internal sealed class CounterGrain([PersistentState("counter", "positions")] IPersistentState<CounterState> store, IServiceProvider services)
    : Grain, ICounterGrain, IRemindable
{
    public async Task<int> AddAsync()
    {
        store.State = store.State with { Count = store.State.Count + 1 };
        await store.WriteStateAsync();
        return store.State.Count;
    }

    public Task<int> GetAsync() => Task.FromResult(store.State.Count);

    public Task<string> GetActivationAsync() => Task.FromResult(GrainContext.ActivationId.ToString());

    public async Task ConflictAsync()
    {
        var other = new GrainState<CounterState>(new CounterState());
        var storage = services.GetRequiredKeyedService<IGrainStorage>("positions");
        await storage.ReadStateAsync("counter", this.GetGrainId(), other);
        other.State = new CounterState { Count = 100 };
        await storage.WriteStateAsync("counter", this.GetGrainId(), other);
        await AddAsync();
    }

    public async Task RemindAsync(string name) => await this.RegisterOrUpdateReminder(name, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));

    public async Task<string[]> GetRemindersAsync() => [.. (await this.GetReminders()).Select(reminder => reminder.ReminderName)];

    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;
}
