using System.Reflection;
using Executor.GrainInterfaces;
using Executor.Silo.Hosting;
using Executor.Silo.Tests.Running;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Executor.Silo.Tests.Hosting;

public sealed class PositionReaderTests : IDisposable
{
    private static readonly PositionView View = new() { Symbol = "BTCUSDC", Status = "Open" };

    private readonly TemporaryFolder _folder = new();
    private readonly Queue<Func<Task<PositionView>>> _answers = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Read_WhenTheSiloOfAPositionIsGone_AsksAgainAtOnce_SinceItLivesElsewhere()
    {
        _answers.Enqueue(() => throw new SiloUnavailableException("The target silo became unavailable."));
        _answers.Enqueue(() => Task.FromResult(View));
        var reader = Reader();

        Assert.Null(await ReadAsync(reader));
        Assert.Equal(View, await ReadAsync(reader));
    }

    [Fact]
    public async Task Read_WhenAPositionDoesNotAnswer_WaitsForAMomentOnlyAndAsksAgain()
    {
        var clock = new FakeTimeProvider();
        _answers.Enqueue(() => new TaskCompletionSource<PositionView>().Task);
        _answers.Enqueue(() => Task.FromResult(View));
        var reader = Reader(clock);

        var reading = ReadAsync(reader);
        clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Null(await reading);
        Assert.Equal(View, await ReadAsync(reader));
    }

    [Fact]
    public async Task Read_WhenARowCannotBeRead_DoesNotAskAgainSoon()
    {
        _answers.Enqueue(() => throw new InvalidOperationException("The row cannot be read."));
        _answers.Enqueue(() => Task.FromResult(View));
        var reader = Reader();

        Assert.Null(await ReadAsync(reader));
        Assert.Null(await ReadAsync(reader));
        Assert.Single(_answers);
    }

    private static async Task<PositionView?> ReadAsync(PositionReader reader) =>
        Assert.Single(await reader.ReadAllAsync(TestContext.Current.CancellationToken)).View;

    private PositionReader Reader(TimeProvider? clock = null)
    {
        var grains = DispatchProxy.Create<IGrainFactory, Answering>();
        var position = DispatchProxy.Create<IPositionGrain, Answering>();
        ((Answering)(object)grains).Answer = () => position;
        ((Answering)(object)position).Answer = () => _answers.Dequeue()();
        var symbol = RunningSilo.Symbol("BTCUSDC", new MarketFiles(_folder, "BTCUSDC").Inputs);
        return new PositionReader(new Roster(RunningSilo.Settings(_folder, symbol), NullLogger<Roster>.Instance), grains, clock ?? TimeProvider.System);
    }

    /// <summary>Any interface, answered by one function.</summary>
    public class Answering : DispatchProxy
    {
        public Func<object> Answer { get; set; } = () => throw new InvalidOperationException("Nothing was asked for.");

        protected override object Invoke(MethodInfo? targetMethod, object?[]? args) => Answer();
    }
}
