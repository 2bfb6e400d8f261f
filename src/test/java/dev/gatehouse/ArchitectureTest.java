package dev.gatehouse;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ws.rs.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.NullMarked;

/**
 * The rules of the house (docs/adr, CONTRIBUTING.md) about main code. A rule that finds nothing to look at fails: ArchUnit's
 * {@code archRule.failOnEmptyShould} is on by default.
 */
@AnalyzeClasses(
        packages = "dev.gatehouse",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WithoutSandbox.class})
class ArchitectureTest {
    private static final String PLATFORM = "dev.gatehouse.platform..";

    /** The sandbox is no part of the service. */
    static final class WithoutSandbox implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/dev/gatehouse/sandbox/");
        }
    }

    @ArchTest
    static final ArchRule timeComesFromTheClock = noClasses()
            .that()
            .resideOutsideOfPackage("dev.gatehouse.platform.time")
            .should()
            .callMethodWhere(target(name("now")).and(target(owner(resideInAPackage("java.time")))))
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethodWhere(target(owner(assignableTo(Clock.class))).and(target(name("systemUTC"))))
            .because("the clock is injected");

    @ArchTest
    static final ArchRule theClockIsMadeInOnePlace = classes()
            .that()
            .resideInAPackage("dev.gatehouse.platform.time")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "jakarta..", "org.jspecify..", "dev.gatehouse.platform.time");

    @ArchTest
    static final ArchRule chanceComesFromTheRandomSource = noClasses()
            .that()
            .doNotHaveSimpleName("RandomSource")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Random.class)
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .accessClassesThat()
            .areAssignableTo(ThreadLocalRandom.class)
            .because("the random source is injected");

    @ArchTest
    static final ArchRule noRandomSourceIsStatic = noFields()
            .that()
            .areStatic()
            .should()
            .haveRawType(SecureRandom.class)
            .because("a native image would carry the seed of its build");

    @ArchTest
    static final ArchRule nothingWaits = noClasses()
            .should()
            .callMethodWhere(target(name("await")).and(target(owner(resideInAPackage("io.smallrye.mutiny..")))))
            .orShould()
            .callMethodWhere(target(name("sleep")).and(target(owner(assignableTo(Thread.class)))))
            .orShould()
            .callMethodWhere(target(name("join")).and(target(owner(resideInAPackage("java.util.concurrent..")))))
            .orShould()
            .callMethodWhere(target(name("executeAndAwait")))
            .because("the event loop must not be blocked");

    @ArchTest
    static final ArchRule platformKnowsNoFeature = noClasses()
            .that()
            .resideInAPackage(PLATFORM)
            .should()
            .dependOnClassesThat(resideInAPackage("dev.gatehouse..")
                    .and(resideOutsideOfPackage(PLATFORM))
                    .as("a feature"));

    @ArchTest
    static final ArchRule nothingKnowsTheSandbox =
            noClasses().should().dependOnClassesThat().resideInAPackage("dev.gatehouse.sandbox..");

    @ArchTest
    static final ArchRule onlyPersistenceNamesThePool = noClasses()
            .that()
            .resideOutsideOfPackage("dev.gatehouse.platform.persistence")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.vertx.mutiny.sqlclient.Pool")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.vertx.sqlclient.Pool");

    @ArchTest
    static final ArchRule resourcesTouchNoSql = noClasses()
            .that()
            .areAnnotatedWith(Path.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.vertx.mutiny.sqlclient..", "io.vertx.sqlclient..", "dev.gatehouse.platform.persistence..");

    @ArchTest
    static final ArchRule aCallerWhoHangsUpCancelsNothing = classes()
            .that()
            .areAnnotatedWith(Path.class)
            .and()
            .areNotInterfaces()
            .should()
            .beAnnotatedWith(Cancellable.class)
            .andShould(com.tngtech.archunit.lang.conditions.ArchConditions.have(
                    com.tngtech.archunit.base.DescribedPredicate.describe(
                            "@Cancellable(false)", (JavaClass type) -> !type.getAnnotationOfType(Cancellable.class)
                                    .value())));

    @ArchTest
    static final ArchRule wireTypesAreRecords =
            classes().that().areAnnotatedWith(Schema.class).should().beRecords();

    @ArchTest
    static final ArchRule nothingOptionalIsKept = fields().should().notHaveRawType(java.util.Optional.class);

    @ArchTest
    static final ArchRule featuresFormNoCircle =
            slices().matching("dev.gatehouse.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule checksStandAlone = classes()
            .that()
            .resideInAPackage("dev.gatehouse.screening.check")
            .and()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
            .andShould()
            .implement("dev.gatehouse.screening.Check");

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses classes) {
        List<JavaPackage> packages = classes.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(found -> !found.getClasses().isEmpty())
                .toList();

        assertThat(packages).hasSizeGreaterThan(20);
        assertThat(packages).allSatisfy(found -> assertThat(found.isAnnotatedWith(NullMarked.class))
                .as(found.getName())
                .isTrue());
    }

    @ArchTest
    static void theRulesLookAtTheService(JavaClasses classes) {
        assertThat(classes).hasSizeGreaterThan(150);
        assertThat(classes.stream().filter(type -> type.isAnnotatedWith(Path.class)))
                .hasSizeGreaterThanOrEqualTo(9);
        assertThat(new ClassFileImporter().importClasses(Instant.class)).hasSize(1);
    }
}
