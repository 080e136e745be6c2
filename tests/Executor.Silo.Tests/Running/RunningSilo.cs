using System.Collections.Concurrent;
using Executor.Core.Settings;
using Executor.Silo.Configuration;
using Executor.Silo.Hosting;
using Executor.Silo.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Executor.Silo.Tests.Running;

/// <summary>The product's own composition in this process: real Kestrel on a free port, real SQLite, real files.</summary>
internal sealed class RunningSilo : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly WebApplication _host;
    private readonly ConcurrentQueue<JournalEntry> _journal = new();
    private readonly SemaphoreSlim _happened = new(0);

    private RunningSilo(WebApplication host)
    {
        _host = host;
        Client = new HttpClient();
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => _host.Services;

    public static async Task<RunningSilo> StartAsync(SiloSettings settings, Action<WebApplicationBuilder>? customise = null)
    {
        var silo = new RunningSilo(SiloHost.Create(settings, customise));
        silo.Services.GetRequiredService<JournalHub>().Attach(silo.Note);
        await silo._host.StartAsync(TestContext.Current.CancellationToken);
        silo.Client.BaseAddress = new Uri(silo._host.Urls.First());
        return silo;
    }

    /// <summary>Settings of a silo on a free port, in a folder.</summary>
    public static SiloSettings Settings(TemporaryFolder folder, params SymbolSetup[] symbols) => new()
    {
        DataDirectory = folder.File("data"),
        ExecLog = folder.File("executor.log"),
        Http = new Uri("http://127.0.0.1:0"),
        Symbols = [.. symbols],
    };

    /// <summary>A symbol with the given inputs and settings of its own.</summary>
    public static SymbolSetup Symbol(string symbol, SymbolInputs inputs, params (string Name, string Value)[] texts)
    {
        var read = SettingsReader.Read(texts.ToDictionary(pair => pair.Name, pair => pair.Value), symbol);
        return new SymbolSetup { Configuration = read.Configuration!, Inputs = inputs };
    }

    /// <summary>Returns once signals of the symbol are followed: what is written from now on is acted on.</summary>
    public async Task FollowingAsync(string symbol)
    {
        var roster = await RosterAsync(now => now.Members.Any(member => member.Symbol == symbol));
        await roster.Members.First(member => member.Symbol == symbol).Gates.SignalsFollowed.WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    /// <summary>The roster of this silo, once it is as wanted.</summary>
    public async Task<RosterSnapshot> RosterAsync(Func<RosterSnapshot, bool> isWanted)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        await foreach (var now in Services.GetRequiredService<Roster>().FollowAsync(limit.Token))
        {
            if (isWanted(now))
                return now;
        }

        throw new System.Diagnostics.UnreachableException("The roster never ends.");
    }

    /// <summary>Returns once the silo says that it can do its work.</summary>
    public async Task ReadyAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!(await Services.GetRequiredService<Readiness>().CheckAsync(limit.Token)).IsEmpty)
            await timer.WaitForNextTickAsync(limit.Token);
    }

    /// <summary>The first event of that name of that symbol.</summary>
    public async Task<JournalEntry> EventAsync(string symbol, string name)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        while (true)
        {
            foreach (var entry in _journal)
            {
                if (entry.Symbol == symbol && entry.Event.Name == name)
                    return entry;
            }

            try
            {
                await _happened.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
            {
                Assert.Fail($"{symbol} {name} did not happen; what did: {string.Join("; ", _journal.Select(entry => $"{entry.Symbol} {entry.Event.Name} {entry.Event.Reason}"))}");
            }
        }
    }

    /// <summary>Events so far.</summary>
    public IReadOnlyCollection<JournalEntry> Journal => _journal;

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        await _host.DisposeAsync();
        Client.Dispose();
        _happened.Dispose();
    }

    private void Note(JournalEntry entry)
    {
        _journal.Enqueue(entry);
        _happened.Release();
    }
}
