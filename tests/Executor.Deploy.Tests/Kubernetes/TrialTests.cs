using Executor.Simulator.Server.Scenarios;

namespace Executor.Deploy.Tests.Kubernetes;

/// <summary>The parts of the overlay for trying fit together: simulator, silos, stores.</summary>
public sealed class TrialTests
{
    [Fact]
    public async Task Scenario_IsOneThatTheSimulatorTakes_AndKnowsKeySecretAndMarketsOfTheSilos()
    {
        using var folder = new TemporaryFolder();
        var manifest = await Manifest.OfAsync("dev");
        var scenario = ScenarioFile.Read(folder.Write("scenario.json", RepositoryText.Of("deploy", "k8s", "components", "simulator", "scenario.json")));
        var settings = SiloEnvironment.Of(manifest, (_, _) => string.Empty);

        var key = scenario.Customers.SelectMany(customer => customer.Keys).Single();

        Assert.Equal(SiloEnvironment.Secret(manifest, "executor-binance", "api-key"), key.Key);
        Assert.Equal(SiloEnvironment.Secret(manifest, "executor-binance", "api-secret"), key.Secret);
        Assert.Superset(settings["SYMBOLS"].Split(',').ToHashSet(), scenario.Markets.Select(market => market.Symbol).ToHashSet());
    }
}
